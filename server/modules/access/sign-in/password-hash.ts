// Passwords: argon2id with the parameters that OWASP recommends for 19 MiB, stored in the PHC form.

import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { sameBytes } from '../../../platform/secrets/keyring.ts'

const derive = promisify(argon2)
const memory = 19_456
const passes = 2

/** Measured on the development machine: 0.13 s of processor time. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, parallelism: 1, tagLength: 32, memory, passes })
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${plain64(salt)}$${plain64(hash)}`
}

/** `hash` undefined: there is no such account. Then it takes as long, and says no. */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? nobodysHash)
  if (!parts) throw new Error('Not an argon2id hash')
  const [m, t, p, salt, expected] = parts.slice(1) as [string, string, string, string, string]
  const wanted = Buffer.from(expected, 'base64')
  const found = await derive('argon2id', { message: password.normalize('NFKC'), nonce: Buffer.from(salt, 'base64'), parallelism: Number(p), tagLength: wanted.length, memory: Number(m), passes: Number(t) })
  return sameBytes(found, wanted) && hash !== undefined
}

/** Of a random text that was thrown away. */
const nobodysHash = `$argon2id$v=19$m=${memory},t=${passes},p=1$${plain64(randomBytes(16))}$${plain64(randomBytes(32))}`

function plain64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
