import { listCities } from '../platform/cities.ts'
import { verifySeals } from '../platform/events/seal.ts'
import { PlainFailure } from './plain-failure.ts'
import { withDatabase } from './with-database.ts'

/** Checks the seals of every city; fails when a sealed event was edited, deleted, reordered or slipped in. */
export async function verify(): Promise<void> {
  const broken = await withDatabase(async (owner) => {
    let count = 0
    for (const city of await listCities(owner)) {
      const { seals, events, findings } = await verifySeals(owner, city.schema)
      console.log(`${city.name} ${city.code}: ${seals} 次封存、${events} 条事件 / ${seals} seals over ${events} events`)
      for (const finding of findings) console.log(`  ✗ ${finding}`)
      count += findings.length
    }
    return count
  })
  if (broken > 0) throw new PlainFailure(`发现 ${broken} 处不符。`, `${broken} findings: the record was changed after it was sealed.`)
  console.log('全部相符。 / All of it stands as it was sealed.')
}
