// Small schemas that every module's contract uses.

import { Type, type TEnum, type TSchema } from 'typebox'

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
/** Fifteen digits; see place-code.ts. Shorter official codes are accepted where a place is named in a path or query. */
export const PlaceCode = Type.Integer({ minimum: 100000, maximum: 999999999999999 })
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339 with offset' })
export const Name = Type.String({ minLength: 1, maxLength: 100 })
/** WGS 84. */
export const Position = Type.Object(
  { lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) },
  { additionalProperties: false, description: 'WGS 84' },
)

export function nullable<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()])
}

/** A string that is one of the values, as one JSON Schema `enum`. */
export function oneOf<const V extends readonly string[]>(values: V, options: { description?: string; default?: V[number] } = {}): TEnum<[...V]> {
  return Type.Enum<[...V]>([...values] as unknown as [...V], { type: 'string', ...options })
}

export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  after: Type.Optional(Type.String({ maxLength: 400, description: 'cursor from `next` of the page before' })),
}

export function page<S extends TSchema>(item: S) {
  return Type.Object({
    items: Type.Array(item),
    next: nullable(Type.String()),
    total: Type.Optional(Type.Integer()),
  })
}

export const IdParams = Type.Object({ id: Id })
