// Structured logs, one JSON object a line. No personal data: routes by pattern, people not at all.

import { pino, type Logger } from 'pino'

export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      // A database error's detail quotes values; keep what finds the place.
      err: (error: Error & { code?: string; table?: string; constraint?: string }) => ({
        name: error.name, code: error.code, table: error.table, constraint: error.constraint, stack: error.code?.length === 5 ? undefined : error.stack,
      }),
      req: (request: { method: string; id: string }) => ({ method: request.method, id: request.id }),
    },
  })
}
