// How long a session lasts.

const HOUR = 3_600_000

/**
 * Staff: a working day, 12 hours from signing in, however busy. Workers: 90 days from the last day they came by.
 * Programs: until revoked.
 */
export function sessionEnd(kind: 'staff' | 'worker' | 'program', now: Temporal.Instant): Temporal.Instant {
  if (kind === 'program') return Temporal.Instant.from('9999-12-31T00:00:00Z')
  return Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + (kind === 'staff' ? 12 : 90 * 24) * HOUR)
}
