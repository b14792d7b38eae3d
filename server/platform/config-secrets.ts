// Master keys as configured, and what makes a secret too weak for real people's data.

import type { SettingName } from './config-table.ts'
import type { SettingsReader } from './config-reading.ts'
import type { MasterKey } from './secrets/keyring.ts'

/** Reads `id:base64,id:base64…`; reports what is malformed, and never shows any of it. */
export function parseSecretKeys(read: SettingsReader, text: string): readonly MasterKey[] {
  const setting = 'WAYSTATION_SECRET_KEYS'
  const keys = text.split(/[\s,]+/).filter((part) => part !== '').map((part, position): MasterKey => {
    const [, id = '', encoded = ''] = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):([A-Za-z0-9+/_-]+=*)$/.exec(part) ?? []
    const bytes = Buffer.from(encoded, 'base64')
    if (id === '') read.report(setting, `第 ${position + 1} 把密钥不是 id:base64 的形式。`, `Key ${position + 1} is not of the form id:base64.`)
    else if (bytes.length !== 32) read.report(setting, `密钥 ${id} 应为 32 字节，现为 ${bytes.length} 字节。`, `Key ${id} must have 32 bytes; it has ${bytes.length}.`)
    return { id, bytes }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length) read.report(setting, '密钥 id 重复。', 'Two keys have the same id.')
  if (new Set(keys.map(({ bytes }) => bytes.toString('hex'))).size < keys.length) read.report(setting, '同一把密钥出现了两次。', 'The same key is given twice.')
  return keys
}

/** Reports master keys that nobody drew by lot, and those of a demo. */
export function refuseWeakKeys(read: SettingsReader, keys: readonly MasterKey[], demoKeys: readonly MasterKey[]): void {
  const setting = 'WAYSTATION_SECRET_KEYS'
  const advice = { zh: '请用 openssl rand -base64 32 生成。', en: 'Make one with: openssl rand -base64 32' }
  for (const { id, bytes } of keys) {
    if (bytes.length !== 32) continue
    const demo = id.startsWith('demo') || demoKeys.some((key) => key.bytes.equals(bytes))
    if (demo) read.report(setting, `密钥 ${id} 是演示密钥，不能用于正式环境。${advice.zh}`, `Key ${id} is a demo's and not for production. ${advice.en}`)
    else if (isGuessable(bytes)) read.report(setting, `密钥 ${id} 不是随机生成的。${advice.zh}`, `Key ${id} is not random. ${advice.en}`)
  }
}

/** Reports passwords and credentials that are short, repeated, or known from examples. */
export function refuseWeakSecret(read: SettingsReader, setting: SettingName, secret: string, least = 12): void {
  const advice = { zh: '请用 openssl rand -hex 24 生成。', en: 'Make one with: openssl rand -hex 24' }
  if (secret.length < least) read.report(setting, `密码过短，至少 ${least} 位。${advice.zh}`, `The secret is too short; at least ${least} characters. ${advice.en}`)
  else if (new Set(secret).size < 6 || isRepeated(secret)) read.report(setting, `密码由重复字符组成。${advice.zh}`, `The secret repeats itself. ${advice.en}`)
  else if (knownExamples.test(secret)) read.report(setting, `密码是常见的示例值。${advice.zh}`, `The secret is a well-known example. ${advice.en}`)
}

const knownExamples = /change[-_]?(me|it|this)|pass[-_]?w(or)?d|example|placeholder|secret[-_]?key|your[-_]|^(postgres|waystation|admin|root|demo|test)|1234567|qwerty/i

/**
 * 32 random bytes hold about 30 different ones; fewer than 20 do not occur by chance (below 1 in 10^15). Nor do 32 bytes
 * that are all printable text, or rise by an equal step.
 */
function isGuessable(bytes: Buffer): boolean {
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0) + 256) % 256
  const counted = bytes.every((byte, position) => position === 0 || (byte - (bytes[position - 1] ?? 0) + 256) % 256 === step)
  return counted || new Set(bytes).size < 20 || bytes.every((byte) => byte >= 0x20 && byte < 0x7f) || isRepeated(bytes.toString('latin1'))
}

/** Made of one shorter piece, again and again. */
function isRepeated(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length
}
