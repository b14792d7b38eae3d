// What a message says, as the provider's approved template has it.

import type { Sms } from './message.ts'

export function smsText({ template, language }: Pick<Sms, 'template' | 'language'>): string {
  if (template.name === 'roster-reminder') {
    return language === 'en' ? `[Waystation] ${template.company}: the roster due ${template.due} has not come yet. Please send it today.` : `【驿站】${template.company}应在${template.due}前提交的花名册还没收到，请今天补交。`
  }
  if (template.name === 'notice') return language === 'en' ? `[Waystation] ${template.about} Open the app to see more.` : `【驿站】${template.about}，详情请打开驿站查看。`
  return language === 'en'
    ? `[Waystation] Your code is ${template.code}, valid for ${template.minutes} minutes. Nobody from the city will ask you for it.`
    : `【驿站】验证码 ${template.code}，${template.minutes} 分钟内有效。工作人员不会向您索要验证码。`
}
