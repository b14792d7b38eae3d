// Reads single settings and collects everything that is wrong with them, so that an operator mends all in one go.

import { readFileSync } from 'node:fs'
import { getSetting, type SettingName } from './config-table.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export type ConfigurationProblem = Readonly<{ setting: SettingName; zh: string; en: string }>

/** The configuration cannot be used. Lists every problem, in Chinese and English; never a secret's value. */
export class ConfigurationError extends Error {
  readonly problems: readonly ConfigurationProblem[]

  constructor(problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ setting, zh, en }) => `  ${setting}: ${zh}\n  ${' '.repeat(setting.length)}  ${en}`)
    super(['配置有误，驿站没有启动。 The configuration is wrong; Waystation has not started.', ...lines].join('\n'))
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}

export class SettingsReader {
  readonly problems: ConfigurationProblem[] = []
  readonly #env: Environment

  constructor(env: Environment) {
    this.#env = env
  }

  report(setting: SettingName, zh: string, en: string): void {
    this.problems.push({ setting, zh, en })
  }

  /** What was said, not the default; blank is as good as not said. */
  given(name: SettingName): string | undefined {
    const direct = this.#env[name]?.trim() || undefined
    const file = getSetting(name).secret ? this.#env[`${name}_FILE`]?.trim() || undefined : undefined
    if (file === undefined) return direct
    if (direct !== undefined) {
      this.#once(name, `${name} 与 ${name}_FILE 只能设置一个。`, `Set either ${name} or ${name}_FILE, not both.`)
      return direct
    }
    try {
      return readFileSync(file, 'utf8').trim() || undefined
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      this.#once(name, `无法读取 ${name}_FILE 指定的文件 ${file}（${code}）。`, `The file ${file} named by ${name}_FILE cannot be read (${code}).`)
      return undefined
    }
  }

  text(name: SettingName): string {
    return this.given(name) ?? getSetting(name).default
  }

  choice<T extends string>(name: SettingName, choices: readonly T[], fallback?: T): T {
    const value = this.given(name) ?? fallback ?? getSetting(name).default
    const found = choices.find((choice) => choice === value.toLowerCase())
    if (found === undefined) this.report(name, `只能是 ${choices.join('、')}。`, `Must be one of ${choices.join(', ')}.`)
    return found ?? (choices[0] as T)
  }

  flag(name: SettingName): boolean {
    return this.choice(name, ['false', 'true', '0', '1', 'no', 'yes']).match(/true|1|yes/) !== null
  }

  integer(name: SettingName, least: number, most: number): number {
    const value = Number(this.text(name))
    if (Number.isInteger(value) && value >= least && value <= most) return value
    this.report(name, `应为 ${least} 到 ${most} 之间的整数。`, `Must be a whole number from ${least} to ${most}.`)
    return least
  }

  /** More than 0, at most 1. */
  share(name: SettingName): number {
    const value = Number(this.text(name))
    if (value > 0 && value <= 1) return value
    this.report(name, '应为大于 0、不超过 1 的比例，例如 0.10。', 'Must be a share above 0 and at most 1, such as 0.10.')
    return 1
  }

  /** Bytes, or with KB, MB, GB as powers of 1,024. */
  bytes(name: SettingName): number {
    const [, count = '', unit = ''] = /^(\d+)\s*([KMG]?)i?B?$/i.exec(this.text(name)) ?? []
    const value = Number(count) * 1024 ** ['', 'K', 'M', 'G'].indexOf(unit.toUpperCase())
    if (count !== '' && value > 0 && Number.isSafeInteger(value)) return value
    this.report(name, '应为字节数，例如 20971520 或 20MB。', 'Must be a size in bytes, such as 20971520 or 20MB.')
    return 1
  }

  url(name: SettingName, protocols: readonly string[]): URL | undefined {
    const text = this.text(name)
    if (text === '') return undefined
    const url = URL.parse(text)
    if (url !== null && protocols.includes(url.protocol)) return url
    const expected = protocols.map((protocol) => `${protocol}//`)
    this.report(name, `不是以 ${expected.join(' 或 ')} 开头的网址。`, `Is not a URL that begins with ${expected.join(' or ')}.`)
    return undefined
  }

  #once(setting: SettingName, zh: string, en: string): void {
    if (!this.problems.some((problem) => problem.setting === setting && problem.en === en)) this.report(setting, zh, en)
  }
}

/** localhost, 127.0.0.0/8 or ::1, as a host name or as in a URL. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]'
}
