// The peaks and the night, as the city has set them.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { timeZone } from '../../../platform/http/mount.ts'
import { settingValue, type SettingKey } from '../../access/index.ts'
import { quietUntil, type QuietSpan } from './rules.ts'

type Asking = Pick<Context, 'tx' | 'today' | 'services'>

export type QuietHours = { noon: QuietSpan; evening: QuietSpan; night: QuietSpan }

export async function quietHours(call: Asking): Promise<QuietHours> {
  const span = async (from: SettingKey, until: SettingKey) => ({ from: await settingValue(call, from), until: await settingValue(call, until) })
  return { noon: await span('peak.noon-from', 'peak.noon-until'), evening: await span('peak.evening-from', 'peak.evening-until'), night: await span('night.from', 'night.until') }
}

/** When a rider may be disturbed, now or later: not in a peak, not at night. Staff: not at night. */
export async function calmFrom(call: Asking & Pick<Context, 'now'>, whom: 'rider' | 'staff'): Promise<Temporal.Instant> {
  const { noon, evening, night } = await quietHours(call)
  const here = call.now.toZonedDateTimeISO(timeZone)
  const at = here.hour * 60 + here.minute
  const calm = quietUntil(at, whom === 'rider' ? [noon, evening, night] : [night])
  if (calm === undefined || calm === at) return call.now
  return here.startOfDay().add({ minutes: calm }).toInstant()
}

export async function showQuietHours(call: Call<'GET /quiet-hours'>): Promise<Reply<'GET /quiet-hours'>> {
  return spell(await quietHours(call))
}

export function spell({ noon, evening, night }: QuietHours): Reply<'GET /quiet-hours'> {
  return { peaks: [{ name: 'noon', ...clock(noon) }, { name: 'evening', ...clock(evening) }], night: clock(night) }
}

function clock({ from, until }: QuietSpan): { from: string; until: string } {
  const words = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return { from: words(from), until: words(until) }
}
