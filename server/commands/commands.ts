// Every command, with its words. Each is loaded when it is run.

export type Command = { usage: string; summary: string; run: (arguments_: string[]) => Promise<void> }

export const commands: Record<string, Command | undefined> & Record<'serve', Command> = {
  serve: { usage: '[--empty]', summary: '启动服务；第一次带演示城市 · starts the server, with a demo city the first time', run: async (given) => (await import('./serve.ts')).serve(given) },
  migrate: { usage: '', summary: '更新所有城市的数据表 · migrates every city', run: async () => (await import('./migrate.ts')).migrate() },
  city: { usage: 'add CODE', summary: '开一个城市，六位代码 · adds a city by its GB/T 2260 code', run: async (given) => (await import('./city.ts')).addCities(false)(given) },
  demo: { usage: 'CODE', summary: '开一个演示城市 · adds a city with invented people', run: async (given) => (await import('./city.ts')).addCities(true)(['add', ...given]) },
  backup: { usage: 'FILE', summary: '备份到一个文件 · backs everything up', run: async (given) => (await import('./backup-and-restore.ts')).backupTo(given) },
  restore: { usage: 'FILE', summary: '恢复到空的安装 · restores into an empty installation', run: async (given) => (await import('./backup-and-restore.ts')).restoreFrom(given) },
  verify: { usage: '', summary: '核对事件封存 · checks the seals over all events', run: async () => (await import('./verify.ts')).verify() },
  'rotate-keys': { usage: '', summary: '换成第一把密钥 · seals everything with the first key', run: async () => (await import('./rotate.ts')).rotate() },
}
