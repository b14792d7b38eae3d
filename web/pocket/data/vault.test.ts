import { describe, expect, it, vi } from 'vitest'
import { memoryShelf } from './shelf.ts'
import { openVault } from './vault.ts'

const engagement = { outlet: '团结湖站', company: '疾鹿外卖', phone: '138****5093' }

describe('what the phone remembers of a rider', () => {
  it('is read back by the app, and by a second start of it', async () => {
    const shelf = memoryShelf()
    await openVault(shelf).put('7 seen GET /me/engagements', engagement)
    expect(await openVault(shelf).get('7 seen GET /me/engagements')).toEqual(engagement)
  })

  it('is unreadable to whoever copies the storage, key included', async () => {
    const shelf = memoryShelf()
    await openVault(shelf).put('7 seen GET /me/engagements', engagement)
    for (const name of await shelf.names()) {
      const kept = await shelf.get(name)
      const bytes = kept instanceof CryptoKey ? '' : new TextDecoder().decode((kept as { sealed: ArrayBuffer }).sealed)
      expect(name + bytes).not.toMatch(/团结湖|疾鹿|5093/)
    }
    const key = (await shelf.get('key')) as CryptoKey
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  it('does not open under another name, nor when a byte was changed: it is forgotten', async () => {
    const shelf = memoryShelf()
    const vault = openVault(shelf)
    await vault.put('7 seen a', engagement)
    await shelf.put('8 seen a', await shelf.get('7 seen a'))
    expect(await vault.get('8 seen a')).toBeUndefined()
    const record = (await shelf.get('7 seen a')) as { iv: Uint8Array; sealed: ArrayBuffer }
    new Uint8Array(record.sealed)[3]! ^= 1
    expect(await vault.get('7 seen a')).toBeUndefined()
    expect(await shelf.names()).toEqual(['key'])
  })

  it('goes with the key when the last person leaves the phone', async () => {
    const shelf = memoryShelf()
    const vault = openVault(shelf)
    await vault.put('7 seen a', engagement)
    await vault.put('8 outbox 1', engagement)
    await vault.forget('7 ')
    expect(await vault.get('8 outbox 1')).toEqual(engagement)
    await vault.forget('8 ')
    expect(await shelf.names()).toEqual([])
    await vault.put('9 seen a', engagement)
    expect(await vault.get('9 seen a')).toEqual(engagement)
  })

  it('is sealed under one key when two tabs start at once', async () => {
    const shelf = memoryShelf()
    const [one, two] = [openVault(shelf), openVault(shelf)]
    await Promise.all([one.put('7 seen a', 'a'), two.put('7 seen b', 'b')])
    expect(await one.get('7 seen b')).toBe('b')
    expect(await two.get('7 seen a')).toBe('a')
  })

  it('does not outlive the page where the browser cannot encrypt', async () => {
    const shelf = memoryShelf()
    vi.stubGlobal('crypto', {})
    const vault = openVault(shelf)
    vi.unstubAllGlobals()
    await vault.put('7 seen a', engagement)
    expect(await vault.get('7 seen a')).toEqual(engagement)
    expect(await shelf.names()).toEqual([])
  })
})
