import { equal } from 'node:assert/strict'
import { it } from 'node:test'
import { hoursText } from './hours-words.ts'

const office = [[480, 720], [780, 1200]] as const
const weekend = [[540, 1080]] as const

it('a week reads as people say it', () => {
  equal(hoursText('zh-CN', { weekly: [office, office, office, office, office, weekend, weekend], holidays: 'closed', workdays: office }), '周一至周五 08:00–12:00、13:00–20:00；周六、周日 09:00–18:00；节假日休息；调休上班日 08:00–12:00、13:00–20:00')
  equal(hoursText('en', { weekly: [office, office, office, office, office, [], []], holidays: [[600, 900]], workdays: 'as-weekly' }), 'Mon–Fri 08:00–12:00, 13:00–20:00; Sat, Sun closed; holidays 10:00–15:00')
})

it('a night ends on the next day, a day without end is the whole day, and what nobody said is nothing', () => {
  const night = [[1320, 1560]] as const
  equal(hoursText('zh-CN', { weekly: [[], night, [], night, night, night, []], holidays: 'as-weekly', workdays: 'as-weekly' }), '周一、周三、周日休息；周二、周四至周六 22:00–次日02:00')
  equal(hoursText('zh-CN', { weekly: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: 'as-weekly', workdays: 'as-weekly' }), '每天 全天')
  equal(hoursText('en', null), '')
})
