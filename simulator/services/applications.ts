// What workers applied for in the last four months, and how far each has come: states, promises and stops fit the
// official calendar with the product's own reckoning.

import { officialDays } from '../../server/modules/calendar/official-days.ts'
import { workCalendar, type WorkCalendar } from '../../server/modules/calendar/rules.ts'
import { currentText } from '../../server/modules/access/privacy/consent-texts.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, dayNumber, isoDay, moment } from '../days.ts'
import { createRandom, cumulate } from '../random.ts'
import type { Random } from '../random.ts'
import type { AccountRow, ConsentRow, Registry, WorkerRow } from '../registry/model.ts'
import { townshipOf, type Staff } from '../registry/staff.ts'
import { answersOf } from './answers.ts'
import type { Offered } from './catalogue.ts'
import type { ApplicationRow, MonthRow, StepRow, StopRow } from './model.ts'

type Truth = Pick<SimulatedCity, 'seed' | 'size' | 'today' | 'now'>
export type Applied = { applications: ApplicationRow[]; stops: StopRow[]; steps: StepRow[]; consents: ConsentRow[]; months: MonthRow[] }

const COUNT = 2000
const DAYS_BACK = 125

/** By what pace promises are kept: used working days ÷ promised, its median and spread on a logarithmic scale. */
const PACE = { median: 0.62, spread: 0.42 }

export function applyForServices(truth: Truth, registry: Pick<Registry, 'workers' | 'accounts' | 'consents'>, staff: Staff, offered: readonly Offered[]): Applied {
  const { seed, size, today, now } = truth
  const random = createRandom(seed, 'applications')
  const calendar = workCalendar(officialDays().map(({ date, ...rest }) => ({ ...rest, date: Temporal.PlainDate.from(date) })))
  const present = registry.workers.filter((worker) => worker.state === 'present')
  const accountOf = new Map(registry.accounts.flatMap((account) => (account.workerId === undefined ? [] : [[account.workerId, account] as const])))
  const holders = present.filter((worker) => accountOf.has(worker.id))
  const weights = cumulate(offered.map(({ weight }) => weight))
  const made: Applied = { applications: [], stops: [], steps: [], consents: [], months: [] }
  const open = new Set<string>()
  const taken = new Map<string, number>()
  const wanted = Math.max(36, Math.round((COUNT * size.workers) / 15_190))
  const starts = Array.from({ length: wanted }, () => moment(today - Math.floor(DAYS_BACK * random.next() ** 1.25), clock(random.int(7, 21), random.int(0, 59)))).filter((at) => at < now - 600).sort((a, b) => a - b)

  for (const [index, at] of starts.entries()) {
    const serviceId = index < offered.length * 2 ? (index % offered.length) + 1 : random.weighted(weights) + 1
    const content = offered[serviceId - 1]?.content
    // Those who have the app apply themselves; for others somebody at a desk does.
    const worker = pickSomebody(random.chance(0.55) && holders.length > 0 ? holders : present, offered[serviceId - 1]?.content, random)
    if (!content || !isForTrade(content, worker) || open.has(`${worker.id}/${serviceId}`)) continue
    const submittedOn = localDay(at)
    const month = monthOf(submittedOn)
    const key = `${serviceId}/${month}`
    if (content.monthly_quota !== null && (taken.get(key) ?? 0) >= content.monthly_quota) continue
    const story = tell({ content, at, today, now, calendar, random })
    if (story.closedAt === undefined) open.add(`${worker.id}/${serviceId}`)
    if (content.monthly_quota !== null && story.state !== 'withdrawn') taken.set(key, (taken.get(key) ?? 0) + 1)
    const id = made.applications.length + 1
    const officer = staff.accounts[(staff.officers.get(townshipOf(worker.place)) ?? 1) - 1]
    const desk = content.provider_id === 3 ? (staff.byPersona.get('provider-staff') ?? officer) : officer
    const consent = agree({ worker, account: accountOf.get(worker.id), officer, at, made, registry, random })
    made.applications.push({
      id, serviceId, workerId: worker.id, place: worker.place, providerId: content.provider_id ?? 1, offeredTo: undefined, state: story.state, step: story.step, answers: answersOf(content.form, worker, submittedOn, random), submittedAt: at, ...consent,
      promisedDays: content.promised_days, dueOn: story.dueOn, askedWords: story.state === 'asked' ? story.asked : undefined, askedFields: story.state === 'asked' ? [content.form.required[0] ?? 'phone'] : [], refusalCode: story.refusal, resultWords: story.result, closedAt: story.closedAt,
      stars: story.stars, ratingWords: story.said, ratedAt: story.ratedAt, quotaMonth: content.monthly_quota === null || story.state === 'withdrawn' ? undefined : month,
    })
    if (story.stop) made.stops.push({ applicationId: id, ...story.stop })
    for (const one of story.history) made.steps.push({ applicationId: id, ...one, by: one.worker ? consent.submittedBy : (desk?.id ?? 1), who: one.worker && !consent.onBehalf ? '' : nameOf(one.worker ? officer : desk) })
  }
  offerSome(made, now, random)
  for (const [key, count] of taken) {
    const [serviceId = 0, month = 0] = key.split('/').map(Number)
    made.months.push({ serviceId, month, taken: count })
  }
  made.steps.sort((a, b) => a.at - b.at || a.applicationId - b.applicationId)
  return made
}

/** Of a few whom chance meets, the first that the service is meant for by trade. */
function pickSomebody(workers: readonly WorkerRow[], content: Offered['content'] | undefined, random: Random): WorkerRow {
  const met = Array.from({ length: 12 }, () => random.pick(workers))
  return met.find((worker) => !content || isForTrade(content, worker)) ?? random.pick(workers)
}

function isForTrade({ eligibility }: Offered['content'], { trade }: WorkerRow): boolean {
  return !('all' in eligibility) || eligibility.all.every((rule) => !('fact' in rule) || rule.fact !== 'trade' || !('in' in rule) || rule.in.includes(trade))
}

type Entry = Omit<StepRow, 'applicationId' | 'by' | 'who'> & { worker: boolean }
type Story = { state: ApplicationRow['state']; step: number | undefined; dueOn: number; stop: { from: number; until: number | undefined } | undefined; asked: string; refusal: string | undefined; result: string; closedAt: number | undefined; stars: number | undefined; said: string; ratedAt: number | undefined; history: Entry[] }
type Telling = { content: Offered['content']; at: number; today: number; now: number; calendar: WorkCalendar; random: Random }

const QUESTIONS = ['照片看不清，请重拍一张', '地址写到门牌号', '请确认手机号还能打通', '体检那天能不能换到上午？', '租房合同少了最后一页']
const THANKS = ['很快，谢谢', '工作人员电话里说得很清楚', '省了我半天工', '就是取证排队久了点', '挺好', '']

function tell({ content, at, today, now, calendar, random }: Telling): Story {
  const history: Entry[] = []
  const submittedOn = localDay(at)
  const plain = (day: number) => Temporal.PlainDate.from(isoDay(day))
  const after = (day: number, workdays: number) => dayNumber(calendar.addWorkdays(plain(day), workdays))
  /** In office hours of a day. */
  const during = (day: number) => moment(day, clock(random.int(9, 17), random.int(0, 59)))
  const add = (entry: Partial<Entry> & Pick<Entry, 'kind' | 'at'>) => history.push({ step: undefined, providerId: undefined, reason: undefined, words: '', dueOn: undefined, worker: false, ...entry })
  const promised = content.promised_days
  const pace = Math.max(0.1, PACE.median * Math.exp(PACE.spread * random.normal()))
  const needs = Math.max(1, Math.round(promised * pace))

  const asks = random.chance(0.24)
  const askedOn = asks ? after(submittedOn, Math.max(1, Math.floor(needs * 0.3))) : Infinity
  const askedAt = asks ? during(askedOn) : Infinity
  const answeredOn = asks ? askedOn + random.int(0, 6) : Infinity
  const answeredAt = asks ? Math.max(askedAt + 1800, during(answeredOn)) : Infinity
  /** As the calendar and the stop stand; while it stands, as if it ended today. */
  const due = (stop: Story['stop']) => {
    const pauses = stop ? [{ from: plain(stop.from), until: plain(stop.until ?? Math.max(today, stop.from)) }] : []
    return dayNumber(calendar.dueOn(plain(submittedOn), promised, pauses) ?? plain(submittedOn))
  }
  add({ kind: 'submitted', at, worker: true, dueOn: dayNumber(calendar.addWorkdays(plain(submittedOn), promised)) })

  const steps = content.steps.length
  const stopped = asks ? calendar.workdaysBetween(plain(askedOn), plain(answeredOn)) : 0
  const enters = Array.from({ length: steps }, (_, step) => Math.max(at + 3600, during(after(submittedOn, Math.floor((needs * (step + 0.2)) / steps) + (asks && step > 0 ? stopped : 0))))).sort((a, b) => a - b)
  const ends = Math.max((enters.at(-1) ?? at) + 1200, during(after(submittedOn, needs + stopped)), asks ? answeredAt + 3600 : 0)
  const withdraws = random.chance(0.06) ? at + random.int(2, 60) * 3600 : Infinity

  let step: number | undefined
  for (const [number, entered] of enters.entries()) {
    if (entered >= now || entered >= withdraws || entered >= ends || (entered > askedAt && entered < answeredAt)) continue
    step = number
    add({ kind: 'stepped', at: entered, step })
  }
  const question = random.pick(QUESTIONS)
  const askedInTime = askedAt < Math.min(now, withdraws, ends)
  if (askedInTime) add({ kind: 'asked', at: askedAt, words: question })
  if (askedInTime && answeredAt < Math.min(now, withdraws)) add({ kind: 'answered', at: answeredAt, worker: true, words: '改好了', dueOn: due({ from: askedOn, until: answeredOn }) })
  const withdrawn = withdraws < Math.min(now, ends)
  const until = answeredAt < Math.min(now, withdraws) ? answeredOn : withdrawn ? localDay(withdraws) : undefined
  const stop = askedInTime ? { from: askedOn, until } : undefined
  const base = { step, dueOn: due(stop), stop, asked: question, refusal: undefined, result: '', closedAt: undefined, stars: undefined, said: '', ratedAt: undefined, history }
  const sorted = () => history.sort((a, b) => a.at - b.at)

  if (withdrawn) {
    add({ kind: 'withdrawn', at: withdraws, worker: true })
    sorted()
    return { ...base, state: 'withdrawn', closedAt: withdraws }
  }
  if (askedInTime && answeredAt >= now) {
    sorted()
    return { ...base, state: 'asked' }
  }
  if (ends >= now) {
    sorted()
    return { ...base, state: step === undefined ? 'submitted' : 'in-progress' }
  }
  const refused = random.chance(0.08)
  const refusal = refused ? random.pick(['papers_missing', 'not_meant', 'already_has_it', 'not_reached', 'papers_invalid']) : undefined
  const result = refused ? '' : random.pick(['办好了，请到驿站领取', '已经送到您的站点', '可以来取了，带上身份证', ''])
  add({ kind: refused ? 'refused' : 'approved', at: ends, reason: refusal, words: result })
  const rates = random.chance(refused ? 0.15 : 0.55)
  const ratedAt = rates ? ends + random.int(1, 60) * 3600 : undefined
  const said = random.pick(THANKS)
  const rated = ratedAt !== undefined && ratedAt < now
  if (rated) add({ kind: 'rated', at: ratedAt, worker: true, words: said })
  sorted()
  return { ...base, state: refused ? 'refused' : 'approved', step: refused ? step : steps - 1, refusal, result, closedAt: ends, stars: rated ? (refused ? random.int(1, 3) : random.pick([5, 5, 5, 4, 4, 3])) : undefined, said: rated ? said : '', ratedAt: rated ? ratedAt : undefined }
}

type Agreeing = { worker: WorkerRow; account: AccountRow | undefined; officer: AccountRow | undefined; at: number; made: Applied; registry: Pick<Registry, 'consents'>; random: Random }

/** The worker's word: in the app, or given to whoever applies for them; on record either way, before the application. */
function agree({ worker, account, officer, at, made, registry, random }: Agreeing): Pick<ApplicationRow, 'submittedBy' | 'onBehalf' | 'consentId' | 'consentWay' | 'consentNote' | 'consentBy'> {
  const known = [...registry.consents, ...made.consents].find((one) => one.workerId === worker.id && one.purpose === 'service-on-my-behalf' && one.granted && one.at <= at)
  const own = account !== undefined && account.createdAt < at
  const by = own ? account : officer
  const consentId = known?.id ?? registry.consents.length + made.consents.length + 1
  if (!known) made.consents.push({ id: consentId, workerId: worker.id, purpose: 'service-on-my-behalf', version: currentText('service-on-my-behalf').version, granted: true, at: at - 60, byAccount: by?.id ?? 1 })
  if (own) return { submittedBy: account.id, onBehalf: false, consentId, consentWay: 'in-the-app', consentNote: '', consentBy: '' }
  const consentWay = random.pick(['signed-paper', 'spoken', 'by-phone'] as const)
  return { submittedBy: by?.id ?? 1, onBehalf: true, consentId, consentWay, consentNote: { 'signed-paper': '本人在驿站签了委托书', spoken: '当面说好，代为办理', 'by-phone': '电话里确认' }[consentWay], consentBy: nameOf(by) }
}

/** Some are offered to another provider who has not said yet. */
function offerSome(made: Applied, now: number, random: Random): void {
  for (const one of made.applications) {
    if (one.state !== 'in-progress' || !random.chance(0.04)) continue
    const to = one.providerId === 3 ? 4 : 3
    one.offeredTo = to
    const last = made.steps.findLast((step) => step.applicationId === one.id)
    if (last) made.steps.push({ ...last, kind: 'offered', at: Math.min(now - 60, last.at + 900), step: undefined, dueOn: undefined, providerId: to, words: '您那边更顺路，帮忙办一下' })
  }
}

function nameOf(account: AccountRow | undefined): string {
  return account ? [account.name, account.title].filter(Boolean).join(' · ') : ''
}

export function localDay(seconds: number): number {
  return Math.floor((seconds + 8 * 3600) / 86_400)
}

/** First day of the month. */
export function monthOf(day: number): number {
  return dayNumber(Temporal.PlainDate.from(isoDay(day)).with({ day: 1 }))
}
