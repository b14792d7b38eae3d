// Opening hours as people write them: 周一至周五 8:00-20:00；周末 9:00-18:00，节假日休息。 24小时。 Mon-Fri 8:30-17:30.
// What is not understood is not guessed: the row is sent back with the words that were not.

export type Span = [from: number, until: number]
export type SpecialDay = 'as-weekly' | 'closed' | Span[]
/** As contract/stations.ts has them: Monday first, minutes from midnight. */
export type Hours = { weekly: Span[][]; holidays: SpecialDay; workdays: SpecialDay }
export type HoursReading = { hours: Hours } | { why: 'not-understood' | 'no-such-time' | 'overlap' | 'no-hours'; at: string }

const DAY = 1440
/** Index of holidays among the days a clause is about; 0 to 6 are Monday to Sunday. */
const HOLIDAY = 7
/** And of weekend days that the calendar makes working days. */
const WORKDAY = 8
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

type Token =
  | { kind: 'days'; days: number[]; workdays?: boolean; harmless?: boolean }
  | { kind: 'time'; minutes: number; half: 'am' | 'pm' | undefined }
  | { kind: 'to' }
  | { kind: 'part' }
  | { kind: 'closed' }
  | { kind: 'all-day' }

/** @param text of one cell: half width already, traditional characters made simplified */
export function readHours(text: string): HoursReading {
  const tokens = tokenise(text)
  if ('why' in tokens) return tokens
  const clauses = clausesOf(tokens.tokens)
  return 'why' in clauses ? clauses : assemble(clauses.clauses)
}

/** What a holiday's own column says: 休息, 照常, 9:00-17:00. */
export function readHolidays(text: string): { holidays: SpecialDay } | { why: string } {
  if (/^(?:照常|正常|同平日|同上|不变|照常开放|正常开放|asusual|asweekly|sameasusual)$/i.test(text.replaceAll(/\s/g, ''))) return { holidays: 'as-weekly' }
  const read = readHours(text)
  if ('why' in read) return { why: read.why }
  const [monday = []] = read.hours.weekly
  return { holidays: monday.length === 0 ? 'closed' : monday }
}

// ── words ──

const FILLER = /^(?:开放时间|营业时间|服务时间|对外开放|开放|营业|服务|提供|时间|时段|固定|为|的|均|都|全部|open(?:ing)?(?: hours)?|hours|from|[:()（）【】[\].。!！]|\s)+/
const PATTERNS: readonly (readonly [RegExp, (match: RegExpExecArray) => Token | undefined])[] = [
  [/^(?:法定)?(?:节假日|节日|假日|假期|法定假)|^(?:public )?holidays?\b/, () => ({ kind: 'days', days: [HOLIDAY] })],
  [/^调休上班日?|^调休日?|^补班日?|^worked weekends?\b/, () => ({ kind: 'days', days: [WORKDAY] })],
  [/^全年无休|^(?:一年)?365天|^全年|^无休/, () => ({ kind: 'days', days: EVERY_DAY, harmless: true })],
  [/^(?:24|二十四)(?:小时|h(?:ours)?\b| hours)|^全天候?|^昼夜|^all day\b|^24\/7/, () => ({ kind: 'all-day' })],
  [/^每天|^每日|^天天|^一周七天|^daily\b|^every ?day\b/, () => ({ kind: 'days', days: EVERY_DAY })],
  [/^工作日|^平日|^平时|^(?:on )?week ?days\b/, () => ({ kind: 'days', days: [0, 1, 2, 3, 4], workdays: true })],
  [/^周末|^双休日?|^week ?ends?\b/, () => ({ kind: 'days', days: [5, 6] })],
  [/^(?:周|星期|礼拜)([一二三四五六日天1-7])(?:至|到|-|–|—|~)(?:周|星期|礼拜)?([一二三四五六日天]|[1-7](?![\d:点时]))/, ([, from = '', until = '']) => daysBetween(dayOf(from), dayOf(until))],
  [/^(?:周|星期|礼拜)((?:[一二三四五六日天]|[1-7](?![\d:点时]))(?:[、,和及与]?(?:周|星期|礼拜)?[一二三四五六日天](?!个))*)/, ([, list = '']) => ({ kind: 'days', days: [...list.replaceAll(/[^一二三四五六日天1-7]/g, '')].map(dayOf) })],
  [/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? ?(?:-|–|—|~|to|until) ?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?/, ([, from = '', until = '']) => daysBetween(ENGLISH.indexOf(from), ENGLISH.indexOf(until))],
  [/^(mon|tue|wed|thu|fri|sat|sun)(?:day|nesday|rsday|sday|urday|s|r)?\b\.?/, ([, day = '']) => ({ kind: 'days', days: [ENGLISH.indexOf(day)] })],
  [/^(?:不开放|不营业|不对外|休息|休馆|闭馆|关闭|闭店|关门|停业|除外|歇业|公休|closed)/, () => ({ kind: 'closed' })],
  [/^(次日|第二天|翌日)?(凌晨|清晨|早上|早晨|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|晚|夜里|夜)?(\d{1,2})(?:[:：.点时h](\d{1,2}|半|一刻|三刻)?分?|(?=-|~|至|到|—|am\b|pm\b| ?[ap]m\b))(?:钟|整)? ?(am|pm)?( ?\(?next day\)?)?/, timeOf],
  [/^(?:-|–|—|―|~|～|〜|至|到|to\b|until\b|till\b)+/, () => ({ kind: 'to' })],
  [/^(?:[,，;；、/|\n+&]|和|及|与|以及|and\b|另|其余|其他|其它)+/, () => ({ kind: 'part' })],
]
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function tokenise(text: string): { tokens: Token[] } | { why: 'not-understood' | 'no-such-time'; at: string } {
  const tokens: Token[] = []
  let rest = withDigits(text.toLowerCase())
  for (;;) {
    rest = rest.replace(FILLER, '')
    if (rest === '') return { tokens }
    let found: { length: number; token: Token | undefined } | undefined
    for (const [pattern, make] of PATTERNS) {
      const match = pattern.exec(rest)
      if (!match || match[0] === '') continue
      found = { length: match[0].length, token: make(match) }
      break
    }
    if (!found) return { why: 'not-understood', at: rest.slice(0, 20) }
    if (!found.token) return { why: 'no-such-time', at: rest.slice(0, found.length) }
    tokens.push(found.token)
    rest = rest.slice(found.length)
  }
}

/** 早八点, 十二点半 → 早8点, 12点半. */
function withDigits(text: string): string {
  return text.replaceAll(/([一二两三四五六七八九十]{1,3})(?=[点时])/g, (number) => String(chineseNumber(number)))
}

function chineseNumber(text: string): number {
  const digit = (char: string | undefined) => (char === undefined || char === '' ? 0 : char === '两' ? 2 : '零一二三四五六七八九'.indexOf(char))
  const ten = text.indexOf('十')
  if (ten < 0) return digit(text.at(-1))
  return (ten === 0 ? 1 : digit(text[ten - 1])) * 10 + digit(text[ten + 1])
}

function timeOf([, before, part = '', hours = '', minutes, half, after]: RegExpExecArray): Token | undefined {
  const hour = Number(hours)
  const minute = minutes === undefined ? 0 : minutes === '半' ? 30 : minutes === '一刻' ? 15 : minutes === '三刻' ? 45 : Number(minutes)
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  const late = /晚|夜/.test(part)
  const afternoon = late || /下午|午后|傍晚/.test(part) || half === 'pm'
  let at = hour * 60 + minute
  if (hour === 12 && (late || half === 'am')) at = half === 'am' ? minute : DAY + minute
  else if (afternoon && hour < 12) at += 720
  if ((before ?? after) !== undefined && at < DAY) at += DAY
  return { kind: 'time', minutes: at, half: afternoon ? 'pm' : /凌晨|清晨|早|上午/.test(part) || half === 'am' ? 'am' : undefined }
}

function dayOf(char: string): number {
  const at = '一二三四五六日'.indexOf(char)
  return char === '天' ? 6 : at >= 0 ? at : Number(char) - 1
}

function daysBetween(from: number, until: number): Token {
  const days = [from]
  for (let day = from; day !== until; ) {
    day = (day + 1) % 7
    days.push(day)
  }
  return { kind: 'days', days }
}

// ── sentences ──

type Clause = { days: number[]; said: boolean; workdays: boolean; harmless: boolean; spans: Span[] | undefined; closed: boolean }

function clausesOf(tokens: readonly Token[]): { clauses: Clause[] } | { why: 'not-understood' | 'no-such-time'; at: string } {
  const clauses: Clause[] = []
  let clause = emptyClause()
  const begin = () => {
    if (clause.said || isOver(clause)) clauses.push(clause)
    clause = emptyClause()
  }
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token || token.kind === 'part') continue
    if (token.kind === 'days') {
      if (isOver(clause) || (clause.said && (clause.harmless || token.harmless === true))) begin()
      clause.days.push(...token.days)
      clause.said = true
      clause.workdays ||= token.workdays === true
      clause.harmless ||= token.harmless === true
    } else if (token.kind === 'closed') {
      if (isOver(clause)) return { why: 'not-understood', at: '休息' }
      clause.closed = true
    } else if (token.kind === 'all-day') {
      if (clause.closed || clause.spans?.some(([from, until]) => until - from < DAY)) return { why: 'not-understood', at: '24' }
      clause.spans = [[0, DAY]]
    } else if (token.kind === 'time') {
      const [to, end] = [tokens[at + 1], tokens[at + 2]]
      if (to?.kind !== 'to' || end?.kind !== 'time' || clause.closed) return { why: 'not-understood', at: clock(token.minutes) }
      const span = spanOf(token, end)
      if (!span) return { why: 'no-such-time', at: `${clock(token.minutes)}-${clock(end.minutes)}` }
      clause.spans = [...(clause.spans ?? []), span]
      at += 2
    } else return { why: 'not-understood', at: '-' }
  }
  begin()
  return { clauses }
}

function emptyClause(): Clause {
  return { days: [], said: false, workdays: false, harmless: false, spans: undefined, closed: false }
}

function isOver(clause: Clause): boolean {
  return clause.closed || clause.spans !== undefined
}

/** 20:00-2:00 ends on the next day; 下午2:00-6:00 in the same afternoon. */
function spanOf(from: Extract<Token, { kind: 'time' }>, until: Extract<Token, { kind: 'time' }>): Span | undefined {
  let end = until.minutes
  if (end <= from.minutes && until.half === undefined && from.half === 'pm' && end + 720 > from.minutes && end < 720) end += 720
  else if (end < from.minutes) end += DAY
  return end > from.minutes && end - from.minutes <= DAY && from.minutes < DAY ? [from.minutes, end] : undefined
}

function assemble(clauses: readonly Clause[]): HoursReading {
  const hours: Hours = { weekly: Array.from({ length: 7 }, () => []), holidays: 'as-weekly', workdays: 'as-weekly' }
  let told = false
  for (const { days, said, workdays, harmless, spans, closed } of clauses) {
    if (!isOver({ days, said, workdays, harmless, spans, closed })) {
      // 8:00-20:00，全年无休
      if (harmless) continue
      return { why: 'no-hours', at: '' }
    }
    const ordered = (spans ?? []).toSorted((a, b) => a[0] - b[0])
    if (ordered.some(([from], at) => from < (ordered[at - 1]?.[1] ?? 0))) return { why: 'overlap', at: ordered.map(([from, until]) => `${clock(from)}-${clock(until)}`).join() }
    for (const day of said ? days : EVERY_DAY) {
      if (day === HOLIDAY) hours.holidays = closed ? 'closed' : ordered
      else if (day === WORKDAY) hours.workdays = closed ? 'closed' : ordered
      else hours.weekly[day] = ordered
    }
    if (workdays && !closed) hours.workdays = ordered
    told ||= !closed
  }
  if (!told && hours.weekly.every((day) => day.length === 0) && clauses.every((clause) => !clause.closed)) return { why: 'no-hours', at: '' }
  return { hours }
}

export function clock(minutes: number): string {
  const at = minutes > DAY ? minutes - DAY : minutes
  return `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`
}
