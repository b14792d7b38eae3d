import { addCity, UnknownCity } from './add-city.ts'
import { createFiles } from '../platform/files/files.ts'
import { openFileStore } from '../platform/files/store.ts'
import { migrateAll } from './migrate.ts'
import { PlainFailure } from './plain-failure.ts'
import { claimKeys } from './claim-keys.ts'
import { withDatabase } from './with-database.ts'

/** `city add CODE`, and `demo CODE`, which also invents people. */
export function addCities(demo: boolean) {
  return async ([verb, text]: string[]): Promise<void> => {
    if (verb !== 'add' || !text || !/^\d{6}$/.test(text)) throw new PlainFailure('用法：npm run city -- add 330106（六位代码）', 'Usage: npm run city -- add 330106 (six digits)')
    await withDatabase(async (owner, config, keyring) => {
      if (demo && config.mode !== 'demo') throw new PlainFailure('只有演示模式才能造演示城市。', 'Invented people are made in demo mode only.')
      await migrateAll(owner)
      await claimKeys(owner, keyring)
      try {
        const city = await addCity(owner, Number(text), { keyring, today: Temporal.Now.plainDateISO('Asia/Shanghai'), ...(demo ? { demo: { seed: 1, files: createFiles(openFileStore(config)) } } : {}) })
        console.log(`${city.name} ${city.code} 已就绪。 / ${city.name} ${city.code} is ready.`)
      } catch (error) {
        if (error instanceof UnknownCity) throw new PlainFailure(...error.words)
        throw error
      }
    })
  }
}
