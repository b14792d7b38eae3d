import { sql, type RawBuilder } from 'kysely'

/** A value for a jsonb column. (pg would send a plain array as a PostgreSQL array.) */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::text::jsonb`
}

/** A value for a json column, which keeps the order of keys as it was written. */
export function orderedJson<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::text::json`
}
