import { sql, type RawBuilder } from 'kysely'

/** A value for a jsonb column. (pg would send a plain array as a PostgreSQL array.) */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::text::jsonb`
}
