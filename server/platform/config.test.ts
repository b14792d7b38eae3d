import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { ConfigurationError, printSettings, readConfig, settings } from './config.ts'
import type { Environment } from './config-reading.ts'
import { openLocalSecrets } from './embedded/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'waystation-config-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const production = {
  WAYSTATION_MODE: 'production',
  WAYSTATION_SECRET_KEYS: `${key('2026')},${key('2025')}`,
  WAYSTATION_DATA: join(folder, 'production'),
  DATABASE_URL: 'postgres://waystation:k3Vq9mZt7LwXs2Rb@database:5432/waystation',
  PUBLIC_URL: 'https://yizhan.example.gov.cn/',
  SMS_PROVIDER: 'aliyun',
  SMS_ALIYUN_ACCESS_KEY_ID: 'LTAI4FoNqPZkMm3y',
  SMS_ALIYUN_ACCESS_KEY_SECRET: 'b8Yt0QmLs4ZpVn2XcR7wKe',
  SMS_ALIYUN_SIGN_NAME: '朝阳驿站',
  SMS_ALIYUN_TEMPLATE_CODE: 'SMS_154950909',
}

describe('A newcomer who configures nothing', () => {
  it('gets a demo on loopback whose keys are made once', () => {
    const env = { WAYSTATION_DATA: join(folder, 'demo') }
    const first = readConfig(env)
    assert.equal(first.mode, 'demo')
    assert.equal(first.host, '127.0.0.1')
    assert.equal(first.port, 8080)
    assert.equal(first.databaseUrl, undefined)
    assert.equal(first.rosterMaxBytes, 20 * 1024 ** 2)
    assert.equal(first.rosterMaxUnpackedBytes, 400 * 1024 ** 2)
    assert.deepEqual(first.guard, { companyShare: 0.1, companyPeople: 20, outletShare: 0.3, outletPeople: 5 })
    assert.match(first.secretKeys[0]?.id ?? '', /^demo/)
    assert.equal(first.secretKeys[0]?.bytes.length, 32)
    assert.deepEqual(readConfig(env).secretKeys, first.secretKeys)
  })

  it('cannot change the configuration of a running server', () => {
    const config = readConfig({ WAYSTATION_DATA: join(folder, 'demo') })
    assert.throws(() => Object.assign(config.guard, { companyPeople: 1 }), TypeError)
    assert.throws(() => Object.assign(config, { mode: 'production' }), TypeError)
  })

  it('may name port, host and folder on the command line, beside other words', () => {
    const config = readConfig({ PORT: '1' }, ['--empty', '--port', '8181', `--data=${join(folder, 'other')}`])
    assert.equal(config.port, 8181)
    assert.equal(config.dataFolder, join(folder, 'other'))
  })

  it('cannot show the demo to others', () => {
    const env = { WAYSTATION_DATA: join(folder, 'refused'), WAYSTATION_MODE: 'demo' }
    assert.deepEqual(refusals({ ...env, HOST: '0.0.0.0', PUBLIC_URL: 'https://yizhan.example.gov.cn', TRUST_PROXY: 'true' }), ['HOST', 'PUBLIC_URL', 'TRUST_PROXY'])
    assert.equal(existsSync(env.WAYSTATION_DATA), false, 'a refused start leaves nothing behind')
    for (const host of ['localhost', '127.0.0.2', '::1']) assert.equal(readConfig({ ...env, HOST: host }).host, host)
  })

  it('does not publish a demo by forgetting the mode', () => {
    for (const env of [{ PUBLIC_URL: 'https://yizhan.example.gov.cn' }, { WAYSTATION_SECRET_KEYS: key('a') }, { SMS_PROVIDER: 'tencent' }, { OIDC_ISSUER: 'https://login.example.gov.cn' }]) {
      assert.throws(() => readConfig({ WAYSTATION_DATA: join(folder, 'demo'), ...env }), ConfigurationError)
    }
  })
})

describe('An operator in production', () => {
  it('starts with everything in place', () => {
    const config = readConfig(production)
    assert.equal(config.mode, 'production')
    assert.equal(config.publicUrl, 'https://yizhan.example.gov.cn')
    assert.deepEqual(config.secretKeys.map(({ id }) => id), ['2026', '2025'])
    assert.equal(config.sms.settings['accessKeyId'], 'LTAI4FoNqPZkMm3y')
    assert.equal(config.sms.settings['endpoint'], 'https://dysmsapi.aliyuncs.com')
    assert.equal(existsSync(production.WAYSTATION_DATA), false, 'nothing is made up')
  })

  it('reads everything that is missing at once, in Chinese and English', () => {
    assert.deepEqual(refusals({ WAYSTATION_MODE: 'production' }), ['DATABASE_URL', 'PUBLIC_URL', 'SMS_PROVIDER', 'WAYSTATION_SECRET_KEYS'])
    assert.throws(() => readConfig({ WAYSTATION_MODE: 'production' }), (error) => error instanceof Error && /正式环境必填[\s\S]*Required in production/.test(error.message))
  })

  it('may keep data in the embedded database of a named folder, and try it on loopback', () => {
    assert.equal(readConfig({ ...production, DATABASE_URL: '' }).databaseUrl, undefined)
    assert.equal(readConfig({ ...production, PUBLIC_URL: 'http://localhost:8080' }).publicUrl, 'http://localhost:8080')
    assert.deepEqual(refusals({ ...production, PUBLIC_URL: 'http://yizhan.example.gov.cn' }), ['PUBLIC_URL'])
    assert.deepEqual(refusals({ ...production, PUBLIC_URL: 'https://yizhan.example.gov.cn/desk' }), ['PUBLIC_URL'])
  })

  it('is refused keys that are short, repeated, counted, typed or twice the same', () => {
    const weak = [
      'a:c2hvcnQ=',
      `a:${Buffer.alloc(32).toString('base64')}`,
      `a:${Buffer.alloc(32, 'ab').toString('base64')}`,
      `a:${Buffer.from(Array.from({ length: 32 }, (_, position) => position + 1)).toString('base64')}`,
      `a:${Buffer.from('correct horse battery staple 2026').subarray(0, 32).toString('base64')}`,
      `a:${randomBytes(33).toString('base64')}`,
      'no colon in here',
      `${key('a')},${key('a')}`,
      ((one: string) => `a:${one},b:${one}`)(randomBytes(32).toString('base64')),
    ]
    for (const keys of weak) assert.ok(refusals({ ...production, WAYSTATION_SECRET_KEYS: keys }).includes('WAYSTATION_SECRET_KEYS'), keys)
  })

  it('is refused the keys of the demo, whatever they are called', () => {
    const data = join(folder, 'tried')
    const demoKey = openLocalSecrets(data).demoSecretKeys
    assert.deepEqual(refusals({ ...production, WAYSTATION_DATA: data, WAYSTATION_SECRET_KEYS: demoKey }), ['WAYSTATION_SECRET_KEYS'])
    assert.deepEqual(refusals({ ...production, WAYSTATION_DATA: data, WAYSTATION_SECRET_KEYS: demoKey.replace('demo-1', '2026') }), ['WAYSTATION_SECRET_KEYS'])
  })

  it('is refused database passwords and credentials known from examples', () => {
    for (const password of ['waystation', 'short', 'change-me-please', 'aaaaaaaaaaaaaaaa', 'abcabcabcabcabc', 'MyPassw0rd-Password']) {
      assert.deepEqual(refusals({ ...production, DATABASE_URL: `postgres://waystation:${password}@database/waystation` }), ['DATABASE_URL'], password)
    }
    const oidc = { OIDC_ISSUER: 'https://login.example.gov.cn', OIDC_CLIENT_ID: 'waystation', OIDC_LOGIN_CLAIM: 'phone_number' }
    assert.deepEqual(refusals({ ...production, ...oidc }), ['OIDC_CLIENT_SECRET'])
    assert.deepEqual(refusals({ ...production, ...oidc, OIDC_CLIENT_SECRET: 'secret' }), ['OIDC_CLIENT_SECRET'])
    assert.deepEqual(refusals({ ...production, ...oidc, OIDC_CLIENT_SECRET: randomBytes(24).toString('hex'), OIDC_LOGIN_CLAIM: '' }), ['OIDC_LOGIN_CLAIM'])
    assert.equal(readConfig({ ...production, ...oidc, OIDC_CLIENT_SECRET: randomBytes(24).toString('hex') }).oidc?.label, '单位账号')
  })

  it('is told what the text message provider needs', () => {
    assert.deepEqual(refusals({ ...production, SMS_PROVIDER: 'tencent' }), ['SMS_TENCENT_APP_ID', 'SMS_TENCENT_SECRET_ID', 'SMS_TENCENT_SECRET_KEY', 'SMS_TENCENT_SIGN_NAME', 'SMS_TENCENT_TEMPLATE_ID'])
    assert.deepEqual(refusals({ ...production, SMS_PROVIDER: 'carrier pigeon' }), ['SMS_PROVIDER'])
  })

  it('may keep secrets in files', () => {
    const file = join(folder, 'keys')
    writeFileSync(file, `${production.WAYSTATION_SECRET_KEYS}\n`)
    const { WAYSTATION_SECRET_KEYS: _, ...rest } = production
    assert.equal(readConfig({ ...rest, WAYSTATION_SECRET_KEYS_FILE: file }).secretKeys.length, 2)
    assert.deepEqual(refusals({ ...production, WAYSTATION_SECRET_KEYS_FILE: file }), ['WAYSTATION_SECRET_KEYS'])
    assert.ok(refusals({ ...rest, WAYSTATION_SECRET_KEYS_FILE: join(folder, 'none') }).includes('WAYSTATION_SECRET_KEYS'))
  })

  it('never reads a secret in the complaint about it', () => {
    const secrets = { WAYSTATION_SECRET_KEYS: 'a:c2hvcnRrZXk=', DATABASE_URL: 'mysql://waystation:hunter2hunter2@database/waystation' }
    assert.throws(() => readConfig({ ...production, ...secrets }), (error) => error instanceof Error && !/c2hvcnRrZXk|hunter2/.test(error.message))
  })

  it('is told about numbers that are none', () => {
    const wrong = { PORT: '80a', RATE_LIMIT: '0', ROSTER_MAX_BYTES: 'big', ROSTER_MAX_ROWS: '-1', GUARD_COMPANY_SHARE: '10', GUARD_OUTLET_PEOPLE: '1.5', TRUST_PROXY: 'perhaps', LOG_LEVEL: 'loud' }
    assert.deepEqual(refusals({ ...production, ...wrong }), Object.keys(wrong).sort())
    assert.equal(readConfig({ ...production, ROSTER_MAX_BYTES: '1 GB' }).rosterMaxBytes, 1024 ** 3)
  })
})

it('An operator finds every setting in docs/configuration.md', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  assert.ok(page.includes(printSettings('zh')) && page.includes(printSettings('en')), 'print the tables anew: see the end of docs/configuration.md')
  assert.equal(new Set(settings.map(({ name }) => name)).size, settings.length)
})

/** The settings that a start is refused for, sorted. */
function refusals(env: Environment): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigurationError) return [...new Set(error.problems.map(({ setting }) => setting))].sort()
    throw error
  }
  return []
}
