// Values of a change in words: names for codes, hours as a sentence.

import type { Context } from '../../../../platform/http/call.ts'
import { describePlaces } from '../../../places/index.ts'
import type { Change, ChangedField } from '../comparing/compare-rows.ts'
import { amenityName, audienceName, kindName, statusName } from '../../words.ts'
import { hoursText } from '../../hours/hours-words.ts'
import type { Hours } from '../reading/hours-text-rules.ts'

/** @returns the value of a field in the reader's language; null for none */
export async function wordsForValues({ tx, language }: Pick<Context, 'tx' | 'language'>, changes: readonly Change[]): Promise<(field: ChangedField, value: unknown) => string | null> {
  const ids = (field: ChangedField) => [...new Set(changes.flatMap((one) => (one.field === field ? [one.before, one.after] : [])).filter((value) => typeof value === 'number'))]
  const owners = ids('owner')
  const labels = owners.length === 0 ? [] : await tx.selectFrom('partner_label').select(['id', 'short_name']).where('id', 'in', owners).execute()
  const partners = new Map(labels.map((one) => [one.id, one.short_name ?? '']))
  const places = await describePlaces(tx, ids('place'))
  return (field, value) => {
    if (value === null || value === undefined || value === '') return null
    switch (field) {
      case 'owner':
        return partners.get(Number(value)) ?? null
      case 'place':
        return places.get(Number(value))?.fullName ?? String(value)
      case 'kind':
        return kindName(language, String(value))
      case 'status':
        return statusName(language, String(value))
      case 'audience':
        return audienceName(language, String(value))
      case 'amenities':
        return (value as string[]).map((one) => amenityName(language, one)).join(language === 'en' ? ', ' : '、') || null
      case 'hours':
        return hoursText(language, value as Hours) || null
      case 'position': {
        const { lon, lat } = value as { lon: number; lat: number }
        return `${lon.toFixed(5)},${lat.toFixed(5)}`
      }
      default:
        return typeof value === 'string' || typeof value === 'number' ? String(value) : null
    }
  }
}
