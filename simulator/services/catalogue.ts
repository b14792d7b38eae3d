// The services that the round table names: five that get things done, four that care. Providers are partners of the
// network (network/partners.ts), by their numbers.

import type { ServiceContent } from '../../contract/services.ts'
import { UNION, PROVIDER } from '../network/model.ts'
import { both, choice, day, document, form, idNumber, integer, longText, phone, several, step, text, yesNo } from './forms.ts'

const CLINIC = 4
const E_BIKES = 6
const HOUSING = 7
const LABOUR_BUREAU = 8
const DAY_CARE = 11

/** How often each is applied for, in proportion. */
export type Offered = { content: ServiceContent; weight: number }

const everybody = { all: [] }
const common = { places: [], station_ids: [], monthly_quota: null, price_fen: 0, price_note: both(['', '']), eligibility_note: both(['', '']) }
const mobile = phone(['联系手机', 'Mobile phone'])
const district = choice(['方便去哪一片办', 'Which part of town suits you'], [['north', '北边', 'North'], ['middle', '中间', 'Middle'], ['south', '南边', 'South'], ['any', '都行', 'Any']])

/** @param stations where errands can be left: open ones, the demo's first */
export function makeCatalogue(stations: readonly number[]): Offered[] {
  const some = stations.slice(0, 6)
  return [
    {
      weight: 12,
      content: {
        ...common, group: 'functional', icon: 'papers', provider_id: PROVIDER, title: both(['入职手续帮办', 'Help with starting a job']), summary: both(['合同看一遍，材料备齐，少跑一趟', 'Your contract read with you, your papers put together']),
        description: both(['刚到站点，要签合同、办工资卡、买保险、领装备，不知道先办哪样，我们陪您一样一样办。合同里看不懂的地方，会讲给您听。', 'New at an outlet: we go through the contract, the bank card, insurance and gear with you, one after the other.']), eligibility: { all: [{ fact: 'months', at_most: 3 }] }, eligibility_note: both(['来了三个月以内的优先', 'For those who came within the last three months']),
        form: form({ phone: mobile, needs: several(['要帮哪些', 'What do you need'], [['contract', '看合同', 'Read the contract'], ['card', '办工资卡', 'Bank card'], ['insurance', '问保险', 'Insurance'], ['gear', '领装备', 'Gear'], ['account', '平台账号', 'Platform account']]), start: day(['哪天上岗', 'First working day']), note: longText(['还想说明的', 'Anything else']) }, ['note', 'start']),
        documents: [document('contract', ['合同或协议', 'Contract'], 'either', { required: false })], steps: [step('call', ['联系本人', 'We call you']), step('meet', ['当面看材料', 'Papers looked at together'], ['可约在就近驿站', 'At a station near you']), step('done', ['办妥', 'Done'])], promised_days: 3, where: both(['就近驿站，或送到站点', 'At a station near you']), station_ids: some,
      },
    },
    {
      weight: 22,
      content: {
        ...common, group: 'functional', icon: 'health', provider_id: CLINIC, title: both(['健康证代办', 'Health certificate']), summary: both(['一次体检，证件送到驿站', 'One check-up; the certificate comes to your station']),
        description: both(['送餐要健康证。填好表，选一天去体检，半小时做完；出证后送到您选的驿站，手机上会通知您来取。到期前一个月提醒换证。', 'Delivering food takes a health certificate. Choose a day for the check-up; the certificate is brought to a station of your choice.']),
        eligibility: { all: [{ fact: 'trade', in: ['food-delivery', 'instant-retail'] }] }, eligibility_note: both(['外卖配送和即时零售的都可以办', 'For food delivery and instant retail']), price_fen: 6000, price_note: both(['工会会员免费', 'Free for union members']),
        form: form({ phone: mobile, id: idNumber(['身份证号', 'ID number']), date: day(['哪天去体检', 'Day of the check-up']), slot: choice(['时段', 'Time'], [['morning', '上午 7:30–10:00', '7:30–10:00'], ['noon', '下午 14:30–16:30', '14:30–16:30']]), renew: yesNo(['是换证', 'It is a renewal']), district }, ['renew']),
        documents: [document('photo', ['一寸照片', 'Photograph'], 'either')], steps: [step('booked', ['预约体检', 'Check-up booked']), step('checked', ['体检', 'Check-up'], ['空腹，带身份证', 'On an empty stomach, with your ID card']), step('issued', ['出证', 'Certificate issued']), step('delivered', ['送到驿站', 'At your station'])],
        promised_days: 7, where: both(['康宁体检中心，取证在驿站', 'Kangning check-up centre; collected at a station']), station_ids: some,
      },
    },
    {
      weight: 16,
      content: {
        ...common, group: 'functional', icon: 'permit', provider_id: PROVIDER, title: both(['居住证代办', 'Residence permit']), summary: both(['材料一次说清，代您去窗口', 'We tell you once what is needed, and queue for you']),
        description: both(['在本区住满半年、有稳定住处或工作的，可以申领居住证，孩子上学、摇号、社保都用得着。您出材料，我们跑窗口。', 'Half a year of living here with a fixed home or job entitles you to a residence permit. You give the papers, we go to the counter.']), eligibility: { all: [{ fact: 'months', at_least: 6 }] }, eligibility_note: both(['在本区干满六个月', 'Six months of work here']),
        form: form({ phone: mobile, id: idNumber(['身份证号', 'ID number']), address: text(['现住地址', 'Address'], 100), since: day(['住了多久（从哪天起）', 'Living there since']), housing: choice(['住处是', 'Housing'], [['rent', '租房', 'Rented'], ['dorm', '宿舍', 'Dormitory'], ['own', '自有', 'Own']]), children: integer(['随住子女', 'Children living with you'], 0, 6) }, ['children']),
        documents: [document('lease', ['租房合同或住宿证明', 'Lease or proof of housing'], 'either'), document('work', ['工作证明', 'Proof of work'], 'bring')], steps: [step('check', ['核对材料', 'Papers checked']), step('filed', ['递交窗口', 'Filed at the counter']), step('issued', ['制证', 'Card made']), step('handed', ['送到手', 'Handed over'])],
        promised_days: 15, where: both(['蓝桥服务中心', 'Lanqiao service centre']),
      },
    },
    {
      weight: 14,
      content: {
        ...common, group: 'functional', icon: 'e-bike', provider_id: E_BIKES, title: both(['电动车租购和上牌', 'E-bikes: renting, buying, plates']), summary: both(['合规车，能租能买，当天上牌', 'Bikes by the standard, to rent or buy, with plates the same day']), description: both(['都是目录内的合规车。可以按月租，三个月起；买的话旧车能抵。上牌、上保险一起办，换电柜的位置一并告诉您。', 'Bikes by the national standard: to rent by the month or to buy, old ones taken in part payment, plates and insurance included.']),
        eligibility: everybody, price_fen: 29_900, price_note: both(['月租起，押金可分期', 'a month and up; deposit by instalments']), form: form({ phone: mobile, way: choice(['怎么用', 'How'], [['rent', '租', 'Rent'], ['buy', '买', 'Buy'], ['plate', '只上牌', 'Plates only']]), model: choice(['车型', 'Model'], [['light', '轻便型', 'Light'], ['long', '长续航', 'Long range'], ['cargo', '加货架', 'With a carrier']]), months: integer(['租几个月', 'Months'], 1, 24), trade_in: yesNo(['有旧车要抵', 'Trade in an old one']) }, ['months', 'trade_in']),
        documents: [document('invoice', ['购车发票（只上牌时）', 'Invoice (plates only)'], 'either', { required: false })], steps: [step('call', ['电话确认', 'Confirmed by phone']), step('pick', ['提车', 'Bike collected']), step('plate', ['上牌', 'Plates'])], promised_days: 5, where: both(['绿骑各门店', 'Any Lüqi shop']),
      },
    },
    {
      weight: 6,
      content: {
        ...common, group: 'functional', icon: 'training', provider_id: LABOUR_BUREAU, title: both(['想开个店：创业扶持', 'Starting a business: support']), summary: both(['补贴、贷款、摊位，一次问清', 'Subsidies, loans and stalls, asked in one go']), description: both(['攒够了本钱想自己干？能申请的创业补贴、担保贷款和便民摊位，我们帮您对条件、写材料，介绍过来人聊一聊。', 'Subsidies, guaranteed loans and market stalls: we check the conditions and write the application with you.']),
        eligibility: { all: [{ fact: 'months', at_least: 12 }] }, eligibility_note: both(['在本区干满一年', 'One year of work here']), form: form({ phone: mobile, plan: longText(['想做什么', 'What do you have in mind']), capital: integer(['手上的本钱（万元）', 'Your own capital (10,000 CNY)'], 0, 200), support: several(['想要哪些', 'Support wanted'], [['subsidy', '创业补贴', 'Subsidy'], ['loan', '担保贷款', 'Loan'], ['stall', '摊位', 'Stall'], ['mentor', '请教过来人', 'Mentor']]) }), documents: [],
        steps: [step('talk', ['面谈', 'Talk']), step('plan', ['对条件、写材料', 'Conditions and papers']), step('filed', ['递交', 'Filed'])], promised_days: 20, where: both(['区人社局创业窗口', 'Business desk of the labour bureau']),
      },
    },
    {
      weight: 10,
      content: {
        ...common, group: 'care', icon: 'home', provider_id: HOUSING, title: both(['青年公寓低价床位', 'Affordable beds']), summary: both(['每月 800 元起，离站点近，可停车充电', 'From 800 CNY a month, near your outlet, with charging']), description: both(['四人间、两人间都有，水电网全包，楼下停车充电。最短租一个月，押一付一。名额满了排队，空出来按顺序通知。', 'Rooms for two or four, all included, with parking and charging. When it is full you wait in line.']),
        eligibility: { all: [{ fact: 'months', at_least: 1 }, { any: [{ fact: 'engagement', in: ['dispatch', 'franchise', 'crowd'] }, { fact: 'months', at_most: 12 }] }] }, eligibility_note: both(['派遣、加盟、众包，或来了不满一年的优先', 'Dispatched, franchised or crowd workers, and those here for less than a year']), monthly_quota: 120, price_fen: 80_000, price_note: both(['每月起', 'a month and up']),
        form: form({ phone: mobile, room: choice(['房型', 'Room'], [['four', '四人间', 'For four'], ['two', '两人间', 'For two'], ['couple', '夫妻房', 'For couples']]), move_in: day(['哪天想入住', 'Moving in']), months: integer(['住几个月', 'Months'], 1, 36), people: integer(['几个人住', 'People'], 1, 3), district }, ['people']),
        documents: [document('work', ['工作证明', 'Proof of work'], 'bring')], steps: [step('match', ['配房', 'Room found']), step('view', ['看房', 'Viewing']), step('signed', ['签约入住', 'Signed and moved in'])], promised_days: 5, where: both(['安居青年公寓', 'Anju youth apartments']),
      },
    },
    {
      weight: 10,
      content: {
        ...common, group: 'care', icon: 'check-up', provider_id: CLINIC, title: both(['骑手免费体检', 'Free check-up']), summary: both(['心电、血压、颈腰，一年一次', 'Heart, blood pressure, neck and back, once a year']), description: both(['每年一次，重点查心脏、血压、颈椎和腰。早上空腹去，两小时出结果，医生当面讲。体检券会发到您的券包里。', 'Once a year: heart, blood pressure, neck and back; the doctor talks it over with you. The voucher comes into your pocket.']),
        eligibility: { all: [{ fact: 'months', at_least: 3 }] }, eligibility_note: both(['干满三个月', 'Three months of work']), monthly_quota: 300, form: form({ phone: mobile, date: day(['哪天去', 'Day']), ill: several(['哪里不舒服', 'Complaints'], [['heart', '胸闷心慌', 'Chest'], ['back', '腰背', 'Back'], ['stomach', '肠胃', 'Stomach'], ['sleep', '睡不好', 'Sleep'], ['none', '没有', 'None']]), last: choice(['上次体检', 'Last check-up'], [['year', '一年内', 'Within a year'], ['older', '一年以前', 'Longer ago'], ['never', '没做过', 'Never']]) }),
        documents: [], steps: [step('booked', ['预约', 'Booked']), step('checked', ['体检', 'Checked']), step('result', ['看结果', 'Results'])], promised_days: 10, where: both(['康宁体检中心', 'Kangning check-up centre']),
      },
    },
    {
      weight: 4,
      content: {
        ...common, group: 'care', icon: 'child', provider_id: DAY_CARE, title: both(['寒暑假孩子托管', 'Child care in the holidays']), summary: both(['早八晚八，管午饭，老师看作业', 'Eight to eight, with lunch and homework']), description: both(['孩子放假没人看？早上八点送来，晚上八点接走，中午管饭，有老师看作业、带运动。小班，二十个名额一个点。', 'Bring the children at eight, take them home at eight: lunch, homework and sports in small groups.']), eligibility: everybody, price_fen: 3000, price_note: both(['每天，含午饭', 'a day, lunch included']),
        form: form({ phone: mobile, child: text(['孩子怎么称呼', 'What the child is called'], 20), age: integer(['几岁', 'Age'], 6, 14), from: day(['从哪天', 'From']), weeks: integer(['几周', 'Weeks'], 1, 8), allergy: text(['过敏或要注意的', 'Allergies'], 100) }, ['allergy']), documents: [document('health', ['孩子健康证明', 'Health certificate of the child'], 'bring')], steps: [step('place', ['排班', 'Place found']), step('visit', ['带孩子看点', 'Visit']), step('start', ['入托', 'Start'])], promised_days: 7, where: both(['向阳托管各点', 'Xiangyang day care']),
      },
    },
    {
      weight: 6,
      content: {
        ...common, group: 'care', icon: 'meal', provider_id: UNION, title: both(['惠餐卡', 'Meal card']), summary: both(['二十多家店，一碗热汤面立减 5 元', 'Five yuan off a hot meal at more than twenty shops']), description: both(['办一张惠餐卡，到挂牌的爱心商家吃饭，每餐立减。卡在手机里，出示就行，不用充钱。', 'A meal card on your phone takes five yuan off each meal at the shops that show the sign.']), eligibility: everybody,
        form: form({ phone: mobile, taste: several(['常吃什么', 'What you like'], [['noodles', '面', 'Noodles'], ['rice', '盖饭', 'Rice'], ['dumplings', '饺子', 'Dumplings'], ['halal', '清真', 'Halal']]), times: choice(['一天在外面吃几顿', 'Meals out a day'], [['one', '一顿', 'One'], ['two', '两顿', 'Two'], ['three', '三顿', 'Three']]) }, ['taste']), documents: [], steps: [step('check', ['核对身份', 'Checked']), step('sent', ['发卡', 'Card sent'])], promised_days: 2, where: both(['爱心商家', 'Partner shops']),
      },
    },
  ]
}
