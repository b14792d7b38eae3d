// Rules as configured: reading them all, and changing one from a day on.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { json } from '../../../platform/database/json.ts'
import { Problem, invalidField, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { refusals } from './refusals.ts'
import { findDefinition, initialValue, settingDefinitions, spellTime, type SettingDefinition } from './setting-definitions.ts'
import { settingTopic } from './setting-value.ts'

type Item = Reply<'GET /settings'>['items'][number]

/** What holds today, and what has been set for a later day. */
export async function listSettings(call: Call<'GET /settings'>): Promise<Reply<'GET /settings'>> {
  const rows = await call.tx.selectFrom('setting').select(['key', 'value', 'source', 'effective_from']).orderBy('effective_from').execute()
  const items = Object.entries<SettingDefinition>(settingDefinitions).flatMap(([key, definition]): Item[] => {
    const own = rows.filter((row) => row.key === key)
    const holds = own.findLast((row) => Temporal.PlainDate.compare(row.effective_from, call.today) <= 0)
    const later = own.filter((row) => Temporal.PlainDate.compare(row.effective_from, call.today) > 0)
    const first = { value: initialValue(definition, call.services.config), source: '', effective_from: Temporal.PlainDate.from(definition.since) }
    return [holds ?? first, ...later].map(({ value, source, effective_from }) => ({
      key, title: words(call, definition.title), kind: definition.kind, value: definition.kind === 'time' ? spellTime(Number(value)) : value, unit: words(call, definition.unit), source: source || words(call, definition.source), effective_from,
      minimum: definition.kind === 'time' ? null : definition.minimum, maximum: definition.kind === 'time' ? null : definition.maximum,
    }))
  })
  return { items }
}

export async function changeSetting(call: Call<'PUT /settings/{key}'>): Promise<void> {
  const { key } = call.params
  const refused = Object.hasOwn(refusals, key) ? refusals[key] : undefined
  if (refused) throw new Problem('refused-by-design', { why: words(call, refused) })
  const definition = findDefinition(key)
  if (!definition) throw notFound()
  const value = checkedValue(call, definition)
  const from = call.body.effective_from ? Temporal.PlainDate.from(call.body.effective_from) : call.today
  if (Temporal.PlainDate.compare(from, call.today) < 0) throw ruleProblem(words(call, ['规则不能改到过去', 'a rule cannot be changed for days gone by']))
  const source = words(call, [`${call.actor.name} ${call.today} 设定`, `set by ${call.actor.name} on ${call.today}`])
  await call.tx
    .insertInto('setting')
    .values({ key, value: json(value) as never, source, effective_from: from, changed_by: call.actor.account, changed_at: call.now })
    .onConflict((conflict) => conflict.columns(['key', 'effective_from']).doUpdateSet((row) => ({ value: row.ref('excluded.value'), source: row.ref('excluded.source'), changed_by: row.ref('excluded.changed_by'), changed_at: row.ref('excluded.changed_at') })))
    .execute()
  await call.services.live.publish(call.tx, settingTopic, {})
  await call.emit({ kind: 'setting.changed', place: call.city.code * 1e9, data: { key, value, from: from.toString() } })
}

function checkedValue(call: Call<'PUT /settings/{key}'>, definition: SettingDefinition): number {
  if (definition.kind === 'time') return checkedTime(call)
  const value: unknown = call.body.value
  if (typeof value !== 'number' || !Number.isFinite(value) || (definition.kind === 'integer' && !Number.isInteger(value))) {
    throw invalidField('value', words(call, definition.kind === 'integer' ? ['应为整数', 'must be a whole number'] : ['应为数字', 'must be a number']))
  }
  const { promised } = definition
  if (promised && value < promised.atLeast) throw new Problem('refused-by-design', { why: words(call, promised.why) })
  if (value < definition.minimum || value > definition.maximum) {
    throw ruleProblem(words(call, [`应在 ${definition.minimum} 到 ${definition.maximum} 之间`, `must be between ${definition.minimum} and ${definition.maximum}`]))
  }
  return value
}

/** HH:MM, to minutes. */
function checkedTime(call: Call<'PUT /settings/{key}'>): number {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(String(call.body.value).trim()) ?? []
  if (hour === undefined || minute === undefined) throw invalidField('value', words(call, ['应为钟点，例如 10:30', 'must be a time of day, such as 10:30']))
  return Number(hour) * 60 + Number(minute)
}

function words({ language }: { language: 'zh-CN' | 'en' }, [zh, en]: readonly [string, string]): string {
  return language === 'en' ? en : zh
}
