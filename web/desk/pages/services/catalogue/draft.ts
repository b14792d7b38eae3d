/** A service while it is edited: fields of the form in a list that can be ordered, and back to what the wire has. */
import type { FormField as WireField, FormSchema, ServiceContent } from '../../../../../contract/services.ts'

export type { ServiceContent } from '../../../../../contract/services.ts'
export type Widget = WireField['x-widget']
export const widgets: readonly Widget[] = ['text', 'long-text', 'integer', 'yes-no', 'date', 'choice', 'choices', 'phone', 'id-number', 'attachment']

export interface FieldDraft {
  readonly key: string
  readonly required: boolean
  readonly wire: WireField
}

export function emptyContent(): ServiceContent {
  const words = { zh: '', en: '' }
  return {
    group: 'functional', icon: 'papers', provider_id: null, title: { ...words }, summary: { ...words }, description: { ...words }, eligibility: { all: [] }, eligibility_note: { ...words }, form: { type: 'object', properties: {}, required: [] }, documents: [],
    steps: [{ code: 'received', title: { zh: '收件', en: 'Received' }, note: { ...words } }, { code: 'done', title: { zh: '办结', en: 'Done' }, note: { ...words } }], promised_days: 5, monthly_quota: null, price_fen: 0, price_note: { ...words }, where: { ...words }, places: [], station_ids: [],
  }
}

export function fieldsOf(form: FormSchema): FieldDraft[] {
  return Object.entries(form.properties).map(([key, wire]) => ({ key, required: form.required.includes(key), wire }))
}

export function formOf(fields: readonly FieldDraft[]): FormSchema {
  return { type: 'object', properties: Object.fromEntries(fields.map((one) => [one.key, one.wire])), required: fields.filter((one) => one.required).map((one) => one.key) }
}

/** A name nobody has yet. Never a number: the order of a JSON object is the order of the form. */
export function freeCode(stem: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n += 1) {
    const code = `${stem}_${n}`
    if (!taken.includes(code)) return code
  }
}

/** The same question in another kind: what the new kind does not know falls away. */
export function asWidget(wire: WireField, widget: Widget): WireField {
  const common = { 'x-widget': widget, title: wire.title, 'x-title-en': wire['x-title-en'], ...(wire.description === undefined ? {} : { description: wire.description }), ...(wire['x-description-en'] === undefined ? {} : { 'x-description-en': wire['x-description-en'] }) }
  const choices = wire.oneOf ?? wire.items?.oneOf ?? [{ const: 'choice_1', title: '', 'x-title-en': '' }]
  switch (widget) {
    case 'text':
      return { type: 'string', ...common, maxLength: 60 }
    case 'long-text':
      return { type: 'string', ...common, maxLength: 500 }
    case 'integer':
      return { type: 'integer', ...common }
    case 'yes-no':
      return { type: 'boolean', ...common }
    case 'date':
      return { type: 'string', ...common, format: 'date' }
    case 'phone':
      return { type: 'string', ...common, format: 'cn-phone' }
    case 'id-number':
      return { type: 'string', ...common, format: 'cn-id' }
    case 'choice':
      return { type: 'string', ...common, oneOf: choices }
    case 'choices':
      return { type: 'array', ...common, items: { type: 'string', oneOf: choices }, uniqueItems: true }
    case 'attachment':
      return { type: 'array', ...common, items: { type: 'integer' }, minItems: 1, maxItems: 3, uniqueItems: true }
  }
}

export function newField(taken: readonly string[]): FieldDraft {
  return { key: freeCode('field', taken), required: true, wire: asWidget({ type: 'string', 'x-widget': 'text', title: '', 'x-title-en': '' }, 'text') }
}

/** The list with one moved by `by` places; the same list where there is no such place. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const next = [...list]
  const to = at + by
  if (to < 0 || to >= next.length) return next
  const [taken] = next.splice(at, 1)
  if (taken !== undefined) next.splice(to, 0, taken)
  return next
}
