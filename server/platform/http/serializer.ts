// From an answer to JSON by its schema: what the schema does not list stays here, dates may be Temporal values.

import fastJson, { type Schema } from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'

type Json = { [key: string]: unknown }

/** @param app whose shared schemas (Problem#) a reply may refer to */
export function serializeWith(app: FastifyInstance): void {
  app.setSerializerCompiler(({ schema }) => {
    // Built when it is first needed: see schema-check.ts.
    let write: ((value: unknown) => string) | undefined
    return (value: unknown) => (write ??= fastJson(relaxed(schema) as Schema, { schema: app.getSchemas() as Record<string, Schema> }))(value)
  })
}

/**
 * The same schema as the serializer understands it. It would refuse a Temporal value where `format` says date; without
 * a format it asks the value for its text. And "X or null" as a union would be validated for each value; as
 * `nullable` it is one comparison.
 */
function relaxed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(relaxed)
  if (typeof schema !== 'object' || schema === null) return schema
  const { format, anyOf, ...rest } = schema as Json
  const other = Array.isArray(anyOf) && anyOf.length === 2 ? anyOf.filter((one: Json) => one['type'] !== 'null') : []
  if (other.length === 1 && !('$ref' in (other[0] as Json))) return { ...(relaxed(other[0]) as Json), ...rest, nullable: true }
  const all = { ...rest, ...(anyOf === undefined ? {} : { anyOf }), ...(typeof format === 'string' && /^(date|time)/.test(format) ? {} : format === undefined ? {} : { format }) }
  const parts = Object.entries(all).map(([key, value]) => [key, key === 'properties' ? relaxedEach(value as Json) : relaxed(value)])
  return Object.fromEntries(parts)
}

function relaxedEach(properties: Json): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, relaxed(one)]))
}
