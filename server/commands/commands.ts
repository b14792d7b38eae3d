// Every command, with its words.

import { addCities } from './city.ts'
import { backupTo, restoreFrom } from './backup-and-restore.ts'
import { migrate } from './migrate.ts'
import { rotate } from './rotate.ts'
import { serve } from './serve.ts'
import { verify } from './verify.ts'

export type Command = { usage: string; summary: string; run: (arguments_: string[]) => Promise<void> }

export const commands: Record<string, Command | undefined> & Record<'serve', Command> = {
  serve: { usage: '[--empty]', summary: '启动服务；第一次带演示城市 · starts the server, with a demo city the first time', run: serve },
  migrate: { usage: '', summary: '更新所有城市的数据表 · migrates every city', run: migrate },
  city: { usage: 'add CODE', summary: '开一个城市，六位代码 · adds a city by its GB/T 2260 code', run: addCities(false) },
  demo: { usage: 'CODE', summary: '开一个演示城市 · adds a city with invented people', run: (arguments_) => addCities(true)(['add', ...arguments_]) },
  backup: { usage: 'FILE', summary: '备份到一个文件 · backs everything up', run: backupTo },
  restore: { usage: 'FILE', summary: '恢复到空的安装 · restores into an empty installation', run: restoreFrom },
  verify: { usage: '', summary: '核对事件封存 · checks the seals over all events', run: verify },
  'rotate-keys': { usage: '', summary: '换成第一把密钥 · seals everything with the first key', run: rotate },
}
