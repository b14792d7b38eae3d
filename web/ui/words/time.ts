import { defineWords } from './words.ts'

export const zh = {
  today: '今天',
  yesterday: '昨天',
  beforeYesterday: '前天',
  tomorrow: '明天',
  afterTomorrow: '后天',
  dayWithWeekday: '{day} {weekday}',
  by: '{day} {time} 前',
  byEvening: '{day}下班前',
  named: '{day}（{weekday}）',
  over: '超 {duration}',
  left: '剩 {duration}',
  lateToday: '今天没交',
  daysLate: '晚 {n} 天',
  years: '{n} 年',
  months: '{n} 个月',
  days: '{n} 天',
  hours: '{n} 小时',
  minutes: '{n} 分',
  daysAgo: '{n} 天前',
  hoursAgo: '{n} 小时前',
  minutesAgo: '{n} 分钟前',
  justNow: '刚刚',
} as const

export const t = defineWords(zh, () => import('./time.en.ts'))
