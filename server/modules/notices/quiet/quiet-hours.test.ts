// The city's own peaks and night, on the city's clock: for riders both, for staff the night alone.

import { deepEqual } from 'node:assert/strict'
import { it } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { calmFrom } from './quiet-hours.ts'

const waystation = await startWaystation({ work: false })
const calm = (whom: 'rider' | 'staff', at: string) =>
  waystation.sql(async (tx) => {
    const now = Temporal.Instant.from(`2026-11-27T${at}:00+08:00`)
    const then = await calmFrom({ tx, now, today: Temporal.PlainDate.from('2026-11-27'), services: waystation.services }, whom)
    return then.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' })
  })

it('a rider is left alone at noon, in the evening and at night; staff at night only', async () => {
  const { stranger } = waystation
  const { peaks, night } = (await stranger.get('/quiet-hours')).body as { peaks: { name: string; from: string; until: string }[]; night: { from: string; until: string } }
  const [noon, evening] = peaks
  deepEqual([noon?.name, noon?.from, noon?.until, evening?.name, evening?.from, evening?.until], ['noon', '10:30', '13:30', 'evening', '17:00', '20:00'])
  const day = '2026-11-27T'
  deepEqual(await Promise.all(['10:29', '10:30', '12:00', '13:30', '16:59', '17:00', '18:30', '20:00'].map((at) => calm('rider', at))), ['10:29', '13:30', '13:30', '13:30', '16:59', '20:00', '20:00', '20:00'].map((at) => `${day}${at}`))
  deepEqual(await Promise.all(['12:00', '18:30'].map((at) => calm('staff', at))), ['12:00', '18:30'].map((at) => `${day}${at}`))
  for (const whom of ['rider', 'staff'] as const) deepEqual([await calm(whom, night.from), await calm(whom, '03:00')], [`2026-11-28T${night.until}`, `${day}${night.until}`])
})
