// What a request must look like. Queries, paths and headers are text, and are read as what the schema says; JSON knows
// its types, and is taken as it is: reading [[600, 960]] as a string would make one branch of a union spoil the next.

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import type { FastifyInstance } from 'fastify'

export function checkWith(app: FastifyInstance): void {
  const options = { useDefaults: true, removeAdditional: false, allErrors: true, strict: false, formats: fullFormats } as const
  const body = new Ajv({ ...options, coerceTypes: false })
  const text = new Ajv({ ...options, coerceTypes: 'array' })
  app.setValidatorCompiler(({ schema, httpPart }) => compiledLater(httpPart === 'body' ? body : text, schema as object))
}

/** Compiled when it is first needed: there are hundreds of routes, and a start waits for none of them. */
function compiledLater(ajv: Ajv, schema: object) {
  let check: ValidateFunction | undefined
  const later = (value: unknown): boolean => {
    check ??= ajv.compile(schema)
    const holds = check(value)
    later.errors = check.errors ?? null
    return holds
  }
  later.errors = null as ErrorObject[] | null
  return later
}
