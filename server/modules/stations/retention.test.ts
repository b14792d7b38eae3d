// What time does to counts: they go after the city's measure; tries with wrong codes after a day.

import { deepEqual, equal } from 'node:assert/strict'
import { it } from 'node:test'
import { addStation } from './testing/network-scene.ts'
import { lifeScene } from './testing/life-scene.ts'
import { forgetOfStations, stationRetentionJob } from './retention.ts'

const { waystation, city, now, rider, checkIn } = await lifeScene('时间场')

it('hours go after the city’s measure, tries with wrong codes after a day', async () => {
  const station = await addStation(waystation)
  const today = Temporal.PlainDate.from('2026-11-27')
  const days = [0, 1, 400, 401, 900].map((ago) => today.subtract({ days: ago }))
  await waystation.sql((tx) => tx.insertInto('station_hour').values(days.map((day) => ({ station_id: station, day, hour: 12, visits: 3, peak: 2 }))).execute())
  const [late, fresh] = [await rider(), await rider()]
  for (const one of [late, fresh]) equal((await checkIn(one, 'ABCDEFGHJK')).status, 422)
  await waystation.sql((tx) => tx.updateTable('wrong_code').set({ since: now().subtract({ hours: 25 }) }).where('account_id', '=', late.account).execute())
  await forgetOfStations(waystation.services, city)
  const kept = await waystation.sql((tx) => tx.selectFrom('station_hour').select('day').where('station_id', '=', station).orderBy('day', 'desc').execute())
  deepEqual(kept.map(({ day }) => today.since(day, { largestUnit: 'days' }).days), [0, 1, 400])
  const tries = await waystation.sql((tx) => tx.selectFrom('wrong_code').select('account_id').where('account_id', 'in', [late.account, fresh.account]).execute())
  deepEqual(tries.map((row) => row.account_id), [fresh.account])
  deepEqual([stationRetentionJob.name, stationRetentionJob.cron], ['stations.retention', '40 3 * * *'])
})
