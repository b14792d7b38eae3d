// Which value of a rule holds on a day.

import type { Context } from '../../../platform/http/call.ts'
import { initialValue, settingDefinitions, type SettingKey } from './setting-definitions.ts'

/** The number that holds `today`: the city's own, or the default with its source. Times of day are minutes. */
export async function settingValue({ tx, today, services }: Pick<Context, 'tx' | 'today' | 'services'>, key: SettingKey): Promise<number> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', key).where('effective_from', '<=', today).orderBy('effective_from', 'desc').limit(1).executeTakeFirst()
  return typeof row?.value === 'number' ? row.value : initialValue(settingDefinitions[key], services.config)
}
