/**
 * What this device remembers of a person, unreadable to whoever copies its storage: each record is sealed with
 * AES-GCM under a key that WebCrypto never hands out. Forgetting the key forgets everything at once.
 * Names of records are not sealed: they hold operations and ids, never words.
 */
import { memoryShelf, type Shelf } from './shelf.ts'

export interface Vault {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
  remove(...names: readonly string[]): Promise<void>
  /** In the order of their letters. */
  names(prefix: string): Promise<string[]>
  /** Forgets the records of the prefix; the key too, once nothing is left to read. */
  forget(prefix: string): Promise<void>
}

type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly sealed: ArrayBuffer }

const KEY = 'key'

/** Without WebCrypto (a page that did not come over HTTPS) nothing outlives the page. */
export function openVault(shelf: Shelf): Vault {
  const { subtle } = globalThis.crypto
  const where = subtle === undefined ? memoryShelf() : shelf
  let key: Promise<CryptoKey> | undefined

  function keyInHand(): Promise<CryptoKey> {
    key ??= subtle
      .generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
      .then((fresh) => where.claim(KEY, fresh) as Promise<CryptoKey>)
    return key
  }

  async function seal(name: string, value: unknown): Promise<Sealed> {
    const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
    return { iv, sealed: await subtle.encrypt(opening(iv, name), await keyInHand(), new TextEncoder().encode(JSON.stringify(value))) }
  }

  async function open(name: string, record: Sealed): Promise<unknown> {
    const clear = await subtle.decrypt(opening(record.iv, name), await keyInHand(), record.sealed)
    return JSON.parse(new TextDecoder().decode(clear)) as unknown
  }

  async function names(prefix: string): Promise<string[]> {
    return (await where.names()).filter((name) => name !== KEY && name.startsWith(prefix)).sort()
  }

  return {
    async get(name) {
      const record = await where.get(name)
      if (subtle === undefined || record === undefined) return record
      // Sealed under a key that is gone, or damaged: as good as not there.
      return open(name, record as Sealed).catch(() => where.remove(name))
    },
    async put(name, value) {
      await where.put(name, subtle === undefined ? value : await seal(name, value))
    },
    remove: (...gone) => where.remove(...gone),
    names,
    async forget(prefix) {
      await where.remove(...(await names(prefix)))
      if ((await names('')).length > 0) return
      key = undefined
      await where.remove(KEY)
    },
  }
}

/** The name is sealed in: a record moved to another name does not open. */
function opening(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) }
}
