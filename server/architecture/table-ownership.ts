// Which tables a module's code touches, read from its SQL and its Kysely calls.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Modules } from './arrows.ts'

export type Trespass = { file: string; table: string; owner: string }

/** Every place where a module names a table of another module. `insight` reads published views and is not looked at. */
export function findTrespasses(modulesFolder: string, modules: Modules): { trespasses: Trespass[]; files: number } {
  const owners = new Map(Object.entries(modules).flatMap(([name, { tables }]) => tables.map((table) => [table, name] as const)))
  const trespasses: Trespass[] = []
  let files = 0
  for (const name of Object.keys(modules)) {
    for (const file of sourceFiles(join(modulesFolder, name))) {
      files += 1
      for (const table of tablesNamed(readFileSync(file, 'utf8'))) {
        const owner = owners.get(table)
        if (owner && owner !== name && !open.has(table)) trespasses.push({ file, table, owner })
      }
    }
  }
  return { trespasses, files }
}

/** The spine belongs to everybody; the platform writes it. */
const open = new Set(['event'])

function tablesNamed(source: string): Set<string> {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')
  const inSql = [...code.matchAll(/\b(?:from|join|insert into|update|delete from|copy|truncate)\s+(?:only\s+)?([a-z_]+)\b/gi)].map((match) => match[1])
  const inKysely = [...code.matchAll(/\b(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|rightJoin|fullJoin|using|from)\(\s*['"`]([a-z_]+)/g)].map((match) => match[1])
  return new Set([...inSql, ...inKysely].filter((table) => table !== undefined))
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|sql)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    // Test scenes set up whatever they need.
    .filter((path) => !path.includes('/testing/'))
}

/** Every table that the migrations of a city make. */
export function tablesOf(migrationsFolder: string): string[] {
  const sources = readdirSync(migrationsFolder).map((name) => readFileSync(join(migrationsFolder, name), 'utf8'))
  return sources.flatMap((source) => [...source.matchAll(/^create (?:table|view) ([a-z_]+)/gm)].map((match) => match[1] ?? ''))
}
