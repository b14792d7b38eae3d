// What a worker agrees to, word by word. A text that changes gets a new version and asks everybody again; the older ones
// stay here, because people agreed to them. Newest last.

import type { consentPurposes } from '../../../../contract/access.ts'

export type ConsentPurpose = (typeof consentPurposes)[number]

export type ConsentText = { version: string; zh: { title: string; text: string }; en: { title: string; text: string } }

const texts: Record<ConsentPurpose, readonly [ConsentText, ...ConsentText[]]> = {
  'share-honours-with-employer': [{
    version: '2026-11',
    zh: { title: '把我的荣誉告诉单位', text: '您获得的荣誉和志愿服务证明，可以发给您所在的企业。只发好的，别的一概不发。随时可以收回，收回以后不再发。' },
    en: { title: 'Tell my employer about my honours', text: 'Honours and certificates of volunteering may be given to the company you work for. Only what speaks for you, and nothing else. Take it back whenever you like; from then on nothing is given.' },
  }],
  'public-badge': [{
    version: '2026-11',
    zh: { title: '亮身份页', text: '别人扫您的码，能看到您的称呼、岗位、承诺和服务记录；看不到手机号、证件号和住处。随时可以关掉，关掉后马上看不到。' },
    en: { title: 'My public page', text: 'Whoever scans your code sees how you are called, your work, your pledge and your service; never your phone, ID number or where you live. Switch it off whenever you like, and it is gone at once.' },
  }],
  'sms-replies': [{
    version: '2026-11',
    zh: { title: '用短信告诉我答复', text: '您说的事有了答复，发短信到您登记的手机号。不发广告。' },
    en: { title: 'Answers by text message', text: 'When what you asked for is answered, a text message goes to the phone you registered. No advertising.' },
  }],
  'service-on-my-behalf': [{
    version: '2026-11',
    zh: { title: '替我跑腿办事', text: '您申请办证、体检、租房这些事时，工作人员可以替您把需要的材料交给办理单位。交给谁、交了什么，每次都记下来给您看。' },
    en: { title: 'Run errands for me', text: 'When you apply for a permit, a check-up or housing, staff may hand the papers that are needed to the office concerned. To whom and what is written down for you each time.' },
  }],
  'service-eligibility': [{
    version: '2026-11',
    zh: { title: '用登记信息看我符合哪些服务', text: '打开一项服务时，用您登记的行业、单位、用工形式、在哪里干活、干了多久和年龄，当场看一下您是否符合条件。您申请时，只把“符合”或“不符合”随申请交给办理单位，看过的信息不交，也不给您的企业看。不同意也可以申请，到时再问您。' },
    en: { title: 'Use my record to see what I am entitled to', text: 'When you open a service, your trade, company, kind of employment, where and how long you have worked and your age are looked at there and then. You get the answer; with an application the answer goes along, what was looked at does not. Without your yes you can apply all the same, and will be asked.' },
  }, {
    // Vouchers and care campaigns ask the same question, and said nothing of it.
    version: '2026-11-29',
    zh: { title: '用登记信息看我符合哪些服务、券和活动', text: '打开一项服务、一张券或一场关爱活动时，用您登记的行业、单位、平台、用工形式、在哪里干活、干了多久和年龄，看一下您是否符合条件；按条件发的券和活动消息，也才到得了您这儿。您申请服务时，只把“符合”或“不符合”随申请交给办理单位，看过的信息不交，也不给您的企业看。不同意也可以申请服务，到时再问您。' },
    en: { title: 'Use my record to see what is meant for me', text: 'When you open a service, a voucher or a care campaign, your trade, company, platform, kind of employment, where and how long you have worked and your age are looked at, to see whether it is meant for you; vouchers and news of campaigns for a target group reach you only so. With an application for a service the answer goes along, what was looked at does not, and your company sees nothing of it. Without your yes you can apply for services all the same, and will be asked.' },
  }],
  'community-contact': [{
    version: '2026-11',
    zh: { title: '社区可以联系我', text: '您干活那一片的社区可以打电话、发消息请您参加活动。不同意也不影响办任何事。' },
    en: { title: 'The community may contact me', text: 'The community where you work may call or write to invite you to activities. Saying no costs you nothing.' },
  }],
}

export function currentText(purpose: ConsentPurpose): ConsentText {
  return texts[purpose].at(-1) ?? texts[purpose][0]
}
