import { rotateKeys } from './rotate-keys.ts'
import { migrateAll } from './migrate.ts'
import { withDatabase } from './with-database.ts'

export async function rotate(): Promise<void> {
  const counts = await withDatabase(async (owner, _, keyring) => {
    await migrateAll(owner)
    return rotateKeys(owner, keyring)
  })
  console.log(`已换用第一把密钥：${counts.cities} 个城市、${counts.values} 个值。程序令牌和登录状态需要重新建立。 / ${counts.values} values of ${counts.cities} cities are sealed with the first key; sessions and tokens start anew.`)
}
