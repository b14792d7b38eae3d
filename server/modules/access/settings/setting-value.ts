// Which value of a rule holds on a day.

import type { Context } from '../../../platform/http/call.ts'
import { remembered } from '../../../platform/live/remembered.ts'
import { initialValue, settingDefinitions, type SettingKey } from './setting-definitions.ts'

/** The number that holds `today`: the city's own, or the default with its source. Times of day are minutes. */
export async function settingValue({ tx, today, services }: Pick<Context, 'tx' | 'today' | 'services'>, key: SettingKey): Promise<number> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', key).where('effective_from', '<=', today).orderBy('effective_from', 'desc').limit(1).executeTakeFirst()
  return typeof row?.value === 'number' ? row.value : initialValue(settingDefinitions[key], services.config)
}

/** The same, remembered until somebody changes a rule: for what is asked many times a second. */
export async function knownSetting(call: Pick<Context, 'tx' | 'today' | 'services' | 'city'>, key: SettingKey): Promise<number> {
  const row = (await knownRows(call)).find((one) => one.key === key && Temporal.PlainDate.compare(one.effective_from, call.today) <= 0)
  return typeof row?.value === 'number' ? row.value : initialValue(settingDefinitions[key], call.services.config)
}

export const settingTopic = 'setting.changed'

/** The newest first. */
const knownRows = remembered(settingTopic, (tx) => tx.selectFrom('setting').select(['key', 'value', 'effective_from']).orderBy('effective_from', 'desc').execute())
