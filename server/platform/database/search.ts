// What somebody typed into a search box: what it may be, and how it is looked for.

import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** % and _ are letters here, not wildcards. */
export function likeInfix(text: string): string {
  return `%${escapeLike(text)}%`
}

export function likePrefix(text: string): string {
  return `${escapeLike(text)}%`
}

/**
 * Names of companies, outlets, stations: a part of the name, or the beginning of its pinyin (with or without spaces) or
 * initials.
 * @param alias of a table with name, pinyin and initials
 */
export function namedLike(alias: string, typed: string, alsoNames: readonly string[] = []): RawBuilder<SqlBool> {
  const text = typed.trim()
  const latin = latinOf(text)
  const ways = ['name', ...alsoNames].map((column) => sql<SqlBool>`${sql.ref(`${alias}.${column}`)} ilike ${likeInfix(text)}`)
  if (latin) {
    ways.push(sql<SqlBool>`replace(${sql.ref(`${alias}.pinyin`)}, ' ', '') like ${likePrefix(latin)}`)
    ways.push(sql<SqlBool>`${sql.ref(`${alias}.initials`)} like ${likePrefix(latin)}`)
  }
  return sql<SqlBool>`(${sql.join(ways, sql` or `)})`
}

/** Letters in lower case without spaces, apostrophes and tones' absence; undefined where anything else is typed. */
export function latinOf(text: string): string | undefined {
  const letters = text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v').replaceAll(/[\s'’·.-]/g, '')
  return /^[a-z]+$/.test(letters) ? letters : undefined
}

/** What comes right after every text that begins with `prefix`, in the collation "C": for `column < upTo(prefix)`. */
export function upTo(prefix: string): string {
  return prefix + '\u{10ffff}'
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
