// Configuration from environment variables: one frozen object, or a list of everything that is wrong.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import packageFile from '../../package.json' with { type: 'json' }
import { ConfigurationError, isLoopback, SettingsReader, type Environment } from './config-reading.ts'
import { parseSecretKeys, refuseWeakKeys, refuseWeakSecret } from './config-secrets.ts'
import { findLocalSecrets, openLocalSecrets } from './embedded/index.ts'
import type { S3Settings } from './files/s3-store.ts'
import type { MasterKey } from './secrets/keyring.ts'

export { ConfigurationError } from './config-reading.ts'
export { printSettings, settings } from './config-table.ts'

export type Config = Readonly<{
  mode: 'demo' | 'production'
  version: string
  host: string
  port: number
  /** Absolute. */
  dataFolder: string
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined
  /** Without a slash at the end. Always there in production. */
  publicUrl: string | undefined
  trustProxy: boolean
  logLevel: string
  /** Requests a minute for one address. */
  rateLimit: number
  /** The first seals, the others can still be read. */
  secretKeys: readonly MasterKey[]
  sms: SmsConfig
  /** `loginClaim`: which claim of the provider equals the login here, for the first sign-in. */
  oidc: Readonly<{ issuer: string; clientId: string; clientSecret: string; label: string; loginClaim: string }> | undefined
  files: FilesConfig
  attachmentMaxBytes: number
  /** Origins that messages to chat groups may go to. */
  noticeWebhooks: readonly string[]
  rosterMaxBytes: number
  rosterMaxRows: number
  rosterMaxUnpackedBytes: number
  /** A share and a number of people must both be exceeded. */
  guard: Readonly<{ companyShare: number; companyPeople: number; outletShare: number; outletPeople: number }>
}>

/**
 * Settings by provider. aliyun: accessKeyId, accessKeySecret, signName, templateCode, reminderTemplateCode, noticeTemplateCode, endpoint.
 * tencent: secretId, secretKey, appId, signName, templateId, reminderTemplateId, noticeTemplateId, region, endpoint.
 */
export type SmsConfig = Readonly<{ provider: 'console' | 'aliyun' | 'tencent'; settings: Readonly<Record<string, string>> }>

export type FilesConfig = Readonly<{ store: 'folder' | 's3'; s3: S3Settings }>

/**
 * Reads the configuration; blank variables count as not set. In demo mode the data folder's secrets are made on the first call.
 *
 * @param argv overrides from a command line: --port, --host, --data, --mode; anything else in it is left alone
 * @throws ConfigurationError that lists every problem at once
 */
export function readConfig(env: Environment, argv: readonly string[] = []): Config {
  const read = new SettingsReader({ ...env, ...overrides(argv) })
  const mode = readMode(read)
  const dataFolder = resolve(read.text('WAYSTATION_DATA'))
  const configuredKeys = parseSecretKeys(read, read.text('WAYSTATION_SECRET_KEYS'))
  const config = {
    mode,
    version: packageFile.version,
    host: read.text('HOST'),
    port: read.integer('PORT', 0, 65_535),
    dataFolder,
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']) && read.text('DATABASE_URL'),
    publicUrl: readPublicUrl(read),
    trustProxy: read.flag('TRUST_PROXY'),
    logLevel: read.choice('LOG_LEVEL', ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
    rateLimit: read.integer('RATE_LIMIT', 1, 1_000_000_000),
    secretKeys: configuredKeys,
    sms: readSms(read),
    oidc: readOidc(read),
    files: readFiles(read),
    attachmentMaxBytes: read.bytes('ATTACHMENT_MAX_BYTES'),
    noticeWebhooks: readWebhooks(read),
    rosterMaxBytes: read.bytes('ROSTER_MAX_BYTES'),
    rosterMaxRows: read.integer('ROSTER_MAX_ROWS', 1, 10_000_000),
    rosterMaxUnpackedBytes: read.bytes('ROSTER_MAX_UNPACKED'),
    guard: {
      companyShare: read.share('GUARD_COMPANY_SHARE'),
      companyPeople: read.integer('GUARD_COMPANY_PEOPLE', 0, 1_000_000),
      outletShare: read.share('GUARD_OUTLET_SHARE'),
      outletPeople: read.integer('GUARD_OUTLET_PEOPLE', 0, 1_000_000),
    },
  }
  if (mode === 'production') checkProduction(read, config)
  else checkDemo(read, config)
  if (read.problems.length > 0) throw new ConfigurationError(read.problems)

  const secretKeys = configuredKeys.length > 0 ? configuredKeys : parseSecretKeys(read, openLocalSecrets(dataFolder).demoSecretKeys)
  return freeze({ ...config, secretKeys })
}

/** Once anything is configured that only a real installation has, silence means production: nobody publishes a demo by mistake. */
function readMode(read: SettingsReader): Config['mode'] {
  const real = (['WAYSTATION_SECRET_KEYS', 'PUBLIC_URL', 'OIDC_ISSUER'] as const).some((name) => read.given(name) !== undefined)
  const sends = (read.given('SMS_PROVIDER') ?? 'console') !== 'console'
  return read.choice('WAYSTATION_MODE', ['demo', 'production'], real || sends ? 'production' : 'demo')
}

function readPublicUrl(read: SettingsReader): string | undefined {
  const url = read.url('PUBLIC_URL', ['https:', 'http:'])
  if (url === undefined) return undefined
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    read.report('PUBLIC_URL', '只能是网站根地址，不能带路径。', 'Must be the root of a site, without a path.')
  }
  return url.origin
}

function readSms(read: SettingsReader): SmsConfig {
  const provider = read.choice('SMS_PROVIDER', ['console', 'aliyun', 'tencent'])
  if (provider === 'console') return { provider, settings: {} }
  const names = {
    aliyun: {
      accessKeyId: 'SMS_ALIYUN_ACCESS_KEY_ID',
      accessKeySecret: 'SMS_ALIYUN_ACCESS_KEY_SECRET',
      signName: 'SMS_ALIYUN_SIGN_NAME',
      templateCode: 'SMS_ALIYUN_TEMPLATE_CODE',
      reminderTemplateCode: 'SMS_ALIYUN_REMINDER_TEMPLATE_CODE',
      noticeTemplateCode: 'SMS_ALIYUN_NOTICE_TEMPLATE_CODE',
      endpoint: 'SMS_ALIYUN_ENDPOINT',
    },
    tencent: {
      secretId: 'SMS_TENCENT_SECRET_ID',
      secretKey: 'SMS_TENCENT_SECRET_KEY',
      appId: 'SMS_TENCENT_APP_ID',
      signName: 'SMS_TENCENT_SIGN_NAME',
      templateId: 'SMS_TENCENT_TEMPLATE_ID',
      reminderTemplateId: 'SMS_TENCENT_REMINDER_TEMPLATE_ID',
      noticeTemplateId: 'SMS_TENCENT_NOTICE_TEMPLATE_ID',
      region: 'SMS_TENCENT_REGION',
      endpoint: 'SMS_TENCENT_ENDPOINT',
    },
  } as const
  const settings = Object.entries(names[provider]).map(([key, name]) => {
    const value = read.text(name)
    // Without a template of its own no reminder and no notice goes out; codes must.
    if (value === '' && !/REMINDER|NOTICE/.test(name)) read.report(name, `SMS_PROVIDER 为 ${provider} 时必填。`, `Required when SMS_PROVIDER is ${provider}.`)
    return [key, value]
  })
  return { provider, settings: Object.fromEntries(settings) }
}

function readFiles(read: SettingsReader): FilesConfig {
  const store = read.choice('FILES_STORE', ['folder', 's3'])
  const prefix = read.text('FILES_S3_PREFIX')
  const s3 = {
    endpoint: read.text('FILES_S3_ENDPOINT'), bucket: read.text('FILES_S3_BUCKET'), region: read.text('FILES_S3_REGION'),
    accessKeyId: read.text('FILES_S3_ACCESS_KEY_ID'), secretAccessKey: read.text('FILES_S3_SECRET_ACCESS_KEY'),
    addressing: read.choice('FILES_S3_ADDRESSING', ['host', 'path']), prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
  } as const
  if (store === 'folder') return { store, s3 }
  for (const name of ['FILES_S3_ENDPOINT', 'FILES_S3_BUCKET', 'FILES_S3_ACCESS_KEY_ID', 'FILES_S3_SECRET_ACCESS_KEY'] as const) {
    if (read.given(name) === undefined) read.report(name, 'FILES_STORE 为 s3 时必填。', 'Required when FILES_STORE is s3.')
  }
  const url = read.url('FILES_S3_ENDPOINT', ['https:', 'http:'])
  if (url && (url.pathname !== '/' || url.search !== '')) read.report('FILES_S3_ENDPOINT', '只能是地址本身，不能带路径；桶写在 FILES_S3_BUCKET。', 'Must be the bare address; the bucket goes into FILES_S3_BUCKET.')
  if (s3.bucket !== '' && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(s3.bucket)) read.report('FILES_S3_BUCKET', '不是桶名。', 'Is not the name of a bucket.')
  if (!/^([a-z0-9-]+\/)*$/.test(s3.prefix)) read.report('FILES_S3_PREFIX', '只能用小写字母、数字、连字符和斜杠。', 'May hold lower-case letters, digits, hyphens and slashes.')
  return { store, s3 }
}

function readWebhooks(read: SettingsReader): readonly string[] {
  return read.text('NOTICE_WEBHOOKS').split(/[\s,]+/).filter((part) => part !== '').flatMap((part) => {
    const url = URL.parse(part)
    if (url && url.pathname === '/' && (url.protocol === 'https:' || isLoopback(url.hostname))) return [url.origin]
    read.report('NOTICE_WEBHOOKS', `${part} 不是 https 网站根地址。`, `${part} is not the root of an https site.`)
    return []
  })
}

function readOidc(read: SettingsReader): Config['oidc'] {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_LOGIN_CLAIM'] as const
  const missing = names.filter((name) => read.given(name) === undefined)
  if (missing.length === names.length) return undefined
  for (const name of missing) read.report(name, '单点登录的四项设置须一起填写。', `Single sign-on needs all of ${names.join(', ')}.`)
  const issuer = read.url('OIDC_ISSUER', ['https:', 'http:'])
  if (issuer?.protocol === 'http:' && !isLoopback(issuer.hostname)) read.report('OIDC_ISSUER', '须为 https。', 'Must be https.')
  return {
    issuer: read.text('OIDC_ISSUER'),
    clientId: read.text('OIDC_CLIENT_ID'),
    clientSecret: read.text('OIDC_CLIENT_SECRET'),
    label: read.text('OIDC_LABEL'),
    loginClaim: read.text('OIDC_LOGIN_CLAIM'),
  }
}

/** In a demo anybody may be anybody: it must not be reached from elsewhere, directly or through a proxy. */
function checkDemo(read: SettingsReader, { host, publicUrl, trustProxy }: Config): void {
  if (!isLoopback(host)) {
    read.report('HOST', `演示模式只能在本机使用，不能监听 ${host}。`, `A demo is for this machine only and does not listen on ${host}.`)
  }
  if (publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname)) {
    read.report('PUBLIC_URL', '演示模式不能对外提供服务。', 'A demo is not offered to the public.')
  }
  if (trustProxy) read.report('TRUST_PROXY', '演示模式不能放在反向代理后面。', 'A demo does not stand behind a proxy.')
}

function checkProduction(read: SettingsReader, config: Config): void {
  if (config.secretKeys.length === 0) {
    read.report('WAYSTATION_SECRET_KEYS', '正式环境必填，例如 2026:$(openssl rand -base64 32)。', 'Required in production, for example 2026:$(openssl rand -base64 32).')
  }
  refuseWeakKeys(read, config.secretKeys, demoKeysOf(config.dataFolder))

  if (read.given('DATABASE_URL') === undefined && read.given('WAYSTATION_DATA') === undefined) {
    read.report('DATABASE_URL', '正式环境须指定 DATABASE_URL，或用 WAYSTATION_DATA 指定内置数据库的目录。', 'Production needs DATABASE_URL, or WAYSTATION_DATA to say where the embedded database lies.')
  }
  const password = URL.parse(config.databaseUrl ?? '')?.password ?? ''
  if (password !== '') refuseWeakSecret(read, 'DATABASE_URL', decoded(password))

  if (read.given('PUBLIC_URL') === undefined) {
    read.report('PUBLIC_URL', '正式环境必填。', 'Required in production.')
  } else if (config.publicUrl?.startsWith('http:') && !isLoopback(new URL(config.publicUrl).hostname)) {
    read.report('PUBLIC_URL', '须为 https，否则登录信息会被窃听。', 'Must be https, or sign-ins could be overheard.')
  }
  if (config.sms.provider === 'console') {
    read.report('SMS_PROVIDER', '正式环境须设为 aliyun 或 tencent，否则工人收不到验证码。', 'Must be aliyun or tencent in production, or no worker gets a code.')
  }
  if (config.files.store === 's3' && config.files.s3.secretAccessKey !== '') refuseWeakSecret(read, 'FILES_S3_SECRET_ACCESS_KEY', config.files.s3.secretAccessKey, 16)
  if (config.oidc !== undefined && config.oidc.clientSecret !== '') refuseWeakSecret(read, 'OIDC_CLIENT_SECRET', config.oidc.clientSecret, 16)
  for (const [key, name] of [['accessKeySecret', 'SMS_ALIYUN_ACCESS_KEY_SECRET'], ['secretKey', 'SMS_TENCENT_SECRET_KEY']] as const) {
    const secret = config.sms.settings[key]
    if (secret) refuseWeakSecret(read, name, secret, 16)
  }
}

/** The demo keys that the data folder may hold from an earlier trial. */
function demoKeysOf(dataFolder: string): readonly MasterKey[] {
  const found = existsSync(dataFolder) ? findLocalSecrets(dataFolder) : undefined
  return found === undefined ? [] : parseSecretKeys(new SettingsReader({}), found.demoSecretKeys)
}

function overrides(argv: readonly string[]): Environment {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...argv], options: { port: text, host: text, data: text, mode: text }, strict: false })
  const named = { PORT: values['port'], HOST: values['host'], WAYSTATION_DATA: values['data'], WAYSTATION_MODE: values['mode'] }
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** All the way down, but for the keys' bytes: typed arrays cannot be frozen. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) freeze(part)
    Object.freeze(value)
  }
  return value
}
