// Whose record a phone opens. A phone number is given to somebody else some months after it was given up; a stranger
// must never find another person's life behind it.

type Person = { worker: number; /** Null: works here now. */ workedUntil: Temporal.PlainDate | null }

/**
 * The one worker whose record a new account may open: registered with this phone, still here or gone for less than
 * `dormantDays`, and without an account. When several fit nobody is chosen: a person sorts that out.
 * @param given.taken workers who have an account already: a roster that names a new phone does not hand it over
 */
export function whoseRecord(given: { people: readonly Person[]; taken: ReadonlySet<number | null>; today: Temporal.PlainDate; dormantDays: number }): number | undefined {
  const current = given.people.filter(({ workedUntil }) => !workedUntil || !isLongAgo(workedUntil, given))
  const [only, ...others] = current
  return only && others.length === 0 && !given.taken.has(only.worker) ? only.worker : undefined
}

/**
 * An account whose phone may have a new holder: nobody has used it for long, and its worker does not work here.
 * @param given.workedUntil undefined: the worker is not registered with this phone any more
 */
export function isDormant(given: { lastUsed: Temporal.PlainDate | undefined; workedUntil: Temporal.PlainDate | null | undefined; today: Temporal.PlainDate; dormantDays: number }): boolean {
  const unused = !given.lastUsed || isLongAgo(given.lastUsed, given)
  const gone = given.workedUntil === undefined || (given.workedUntil !== null && isLongAgo(given.workedUntil, given))
  return unused && gone
}

function isLongAgo(day: Temporal.PlainDate, { today, dormantDays }: { today: Temporal.PlainDate; dormantDays: number }): boolean {
  return Temporal.PlainDate.compare(day.add({ days: dormantDays }), today) < 0
}
