/** Opening hours in words. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  shut: '不开',
  allDay: '24 小时',
  span: '{from}–{until}',
  and: '、',
  comma: '，',
  nextTo: '',
  onDays: '{days} {hours}',
  everyDay: '每天',
  weekdays: '平时',
  throughDays: '{from}到{until}',
  nextDay: '次日 {time}',
  holidays: '过节 {hours}',
  holidaysShut: '过节不开',
  workdays: '调休上班的周末 {hours}',
  workdaysShut: '调休上班的周末不开',
  dayNamed: '{day}（{weekday}）',
  dayRange: '{from}到{until}',
  exceptionShut: '{days}不开',
  exceptionOnly: '{days}只开 {hours}',
  because: '{what}：{reason}',
  today: '今天',
  sun: '日',
  mon: '一',
  tue: '二',
  wed: '三',
  thu: '四',
  fri: '五',
  sat: '六',
} as const

export const t = defineWords(zh, () => import('./hours.en.ts'))
