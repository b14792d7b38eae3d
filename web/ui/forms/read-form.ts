/**
 * From the form on the wire to what the components know. It is a subset of JSON Schema 2020-12: `title` is Chinese,
 * `x-title-en` English, `x-widget` says how a field is drawn; fields stand in the order of `properties`. A field of a
 * kind that this version does not know is left out, and the server says what it misses.
 */
import type { FormChoice, FormField, Said } from './fields.ts'

export interface WireForm {
  readonly properties: Readonly<Record<string, WireField>>
  readonly required: readonly string[]
}

export interface WireField {
  readonly 'x-widget': string
  readonly title: string
  readonly 'x-title-en': string
  readonly description?: string | undefined
  readonly 'x-description-en'?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly oneOf?: readonly WireChoice[] | undefined
  readonly items?: { readonly oneOf?: readonly WireChoice[] | undefined } | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly 'x-identity'?: boolean | undefined
}

export interface WireChoice {
  readonly const: string
  readonly title: string
  readonly 'x-title-en': string
}

export function readForm(form: WireForm): FormField[] {
  return Object.entries(form.properties).flatMap(([key, wire]) => {
    const field = readField(key, wire, form.required.includes(key))
    return field === undefined ? [] : [field]
  })
}

function readField(key: string, wire: WireField, required: boolean): FormField | undefined {
  const common = { key, required, title: both(wire.title, wire['x-title-en']), ...(wire.description ? { hint: both(wire.description, wire['x-description-en']) } : {}) }
  switch (wire['x-widget']) {
    case 'text':
      return { ...common, kind: 'line', minLength: wire.minLength, maxLength: wire.maxLength }
    case 'long-text':
      return { ...common, kind: 'text', minLength: wire.minLength, maxLength: wire.maxLength }
    case 'integer':
      return { ...common, kind: 'integer', min: wire.minimum, max: wire.maximum }
    case 'yes-no':
    case 'phone':
    case 'id-number':
    case 'date':
      return { ...common, kind: wire['x-widget'] }
    case 'choice':
      return { ...common, kind: 'choice', choices: (wire.oneOf ?? []).map(readChoice) }
    case 'choices':
      return { ...common, kind: 'choices', choices: (wire.items?.oneOf ?? []).map(readChoice), min: wire.minItems, max: wire.maxItems }
    case 'attachment':
      return { ...common, kind: 'attachment', min: wire.minItems, max: wire.maxItems ?? 5, identity: wire['x-identity'] === true }
    default:
      return undefined
  }
}

function readChoice(wire: WireChoice): FormChoice {
  return { value: wire.const, title: both(wire.title, wire['x-title-en']) }
}

function both(zh: string, en: string | undefined): Said {
  return { zh, en }
}
