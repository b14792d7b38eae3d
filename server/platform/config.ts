// Configuration from environment variables: one frozen object.

import { resolve } from 'node:path'
import { openLocalSecrets } from './embedded/index.ts'
import type { MasterKey } from './secrets/keyring.ts'

export type Config = Readonly<{
  mode: 'demo' | 'production'
  version: string
  host: string
  port: number
  dataFolder: string
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined
  /** Without a slash at the end. */
  publicUrl: string | undefined
  trustProxy: boolean
  logLevel: string
  /** Requests a minute for one address. */
  rateLimit: number
  /** The first seals, the others can still be read. */
  secretKeys: readonly MasterKey[]
  sms: Readonly<{ provider: 'console' | 'aliyun' | 'tencent'; settings: Readonly<Record<string, string>> }>
  oidc: Readonly<{ issuer: string; clientId: string; clientSecret: string; label: string }> | undefined
  rosterMaxBytes: number
  rosterMaxRows: number
  rosterMaxUnpackedBytes: number
  guard: Readonly<{ companyShare: number; companyPeople: number; outletShare: number; outletPeople: number }>
}>

export class ConfigurationError extends Error {}

export function readConfig(env: Record<string, string | undefined>): Config {
  const dataFolder = resolve(env['WAYSTATION_DATA'] ?? '.waystation')
  return Object.freeze({
    mode: 'demo' as const,
    version: '0.1.0',
    host: env['HOST'] ?? '127.0.0.1',
    port: Number(env['PORT'] ?? 8080),
    dataFolder,
    databaseUrl: env['DATABASE_URL'],
    publicUrl: env['PUBLIC_URL'],
    trustProxy: env['TRUST_PROXY'] === 'true',
    logLevel: env['LOG_LEVEL'] ?? 'warn',
    rateLimit: Number(env['RATE_LIMIT'] ?? 1200),
    secretKeys: openLocalSecrets(dataFolder).demoSecretKeys.split(',').map((one) => ({ id: one.split(':')[0] ?? '', bytes: Buffer.from(one.split(':')[1] ?? '', 'base64') })),
    sms: { provider: 'console' as const, settings: {} },
    oidc: undefined,
    rosterMaxBytes: 20 * 1024 * 1024,
    rosterMaxRows: 200_000,
    rosterMaxUnpackedBytes: 400 * 1024 * 1024,
    guard: { companyShare: 0.1, companyPeople: 20, outletShare: 0.3, outletPeople: 5 },
  })
}
