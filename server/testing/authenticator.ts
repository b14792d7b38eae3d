// A security key made of software, for tests: keys on P-256, a counter, and the bytes a browser would send.

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

type Options = { challenge: string; rpId?: string; rp?: { id?: string } }

export type Flaws = {
  origin?: string
  /** The user was there, but nobody asked for a finger or a PIN. */
  unverified?: boolean
  forged?: boolean
  /** The counter of a copy that was used less. */
  counter?: number
}

export type Authenticator = {
  id: string
  /** For navigator.credentials.create */
  register(options: Options, flaws?: Flaws): Record<string, unknown>
  /** For navigator.credentials.get */
  answer(options: Options, flaws?: Flaws): Record<string, unknown>
}

export function createAuthenticator(origin: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let counter = 0

  function clientData(type: string, challenge: string, flaws: Flaws): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: flaws.origin ?? origin, crossOrigin: false }))
  }
  function authData(site: string, flaws: Flaws, attested = Buffer.alloc(0)): Buffer {
    counter += 1
    const head = Buffer.alloc(5)
    head[0] = 0x01 | (flaws.unverified ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0)
    head.writeUInt32BE(flaws.counter ?? counter, 1)
    return Buffer.concat([createHash('sha256').update(site).digest(), head, attested])
  }
  const site = (options: Options) => options.rpId ?? options.rp?.id ?? new URL(origin).hostname
  const envelope = (response: Record<string, unknown>) => ({ id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {}, response })

  return {
    id: base64url(id),
    register(options, flaws = {}) {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)])
      const attestation = Buffer.concat([Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(authData(site(options), flaws, attested))])
      return envelope({ clientDataJSON: base64url(clientData('webauthn.create', options.challenge, flaws)), attestationObject: base64url(attestation), transports: ['internal'] })
    },
    answer(options, flaws = {}) {
      const client = clientData('webauthn.get', options.challenge, flaws)
      const data = authData(site(options), flaws)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      const key = flaws.forged ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : privateKey
      return envelope({ clientDataJSON: base64url(client), authenticatorData: base64url(data), signature: base64url(sign('sha256', signed, key)) })
    },
  }
}

/** COSE: { 1: EC2, 3: ES256, -1: P-256, -2: x, -3: y } */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), bytes(Buffer.from(x, 'base64url')), Buffer.from([0x22]), bytes(Buffer.from(y, 'base64url'))])
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
}

function bytes(value: Buffer): Buffer {
  const head = value.length < 24 ? [0x40 + value.length] : value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 255]
  return Buffer.concat([Buffer.from(head), value])
}

function base64url(value: Buffer): string {
  return value.toString('base64url')
}
