/** Whose things this device keeps, and where. One person at a time; the session opens and closes it. */
import type { Vault } from './vault.ts'

export interface Kept {
  /** Milliseconds. */
  readonly at: number
  readonly data: unknown
}

export interface Keeper {
  readonly account: number
  readonly vault: Vault
  keep(operation: string, kept: Kept): Promise<void>
  recall(operation: string): Promise<Kept | undefined>
  /** Prefix of the letters that wait. */
  readonly outbox: string
}

let vault: Promise<Vault> | undefined
let keeper: Keeper | undefined

/** Undefined while nobody is signed in. */
export function vaultInHand(): Keeper | undefined {
  return keeper
}

export async function openKeeper(account: number): Promise<Keeper> {
  const here = await theVault()
  keeper = {
    account,
    vault: here,
    outbox: `${account} outbox `,
    // A full disk or a damaged store costs the copy, not the page.
    keep: (operation, kept) => here.put(`${account} seen ${operation}`, kept).catch(() => undefined),
    recall: (operation) => here.get(`${account} seen ${operation}`).catch(() => undefined) as Promise<Kept | undefined>,
  }
  return keeper
}

/** The signed-in person's, or nobody's: for what everybody may see, such as where stations are. */
export async function shelfOfMine(): Promise<Pick<Keeper, 'keep' | 'recall'>> {
  if (keeper !== undefined) return keeper
  const here = await theVault()
  return {
    keep: (operation, kept) => here.put(`0 seen ${operation}`, kept).catch(() => undefined),
    recall: (operation) => here.get(`0 seen ${operation}`).catch(() => undefined) as Promise<Kept | undefined>,
  }
}

export function closeKeeper(): void {
  keeper = undefined
}

/**
 * Wipes what an account left on this device.
 * @param what told: what the server said; seen: also what was filled in; all: also what it still had to send
 */
export async function wipe(account: number, what: 'told' | 'seen' | 'all'): Promise<void> {
  await (await theVault()).forget(`${account} ${{ told: 'seen GET ', seen: 'seen ', all: '' }[what]}`).catch(() => undefined)
}

function theVault(): Promise<Vault> {
  vault ??= open().catch((problem: unknown) => {
    vault = undefined // the next one tries again
    throw problem
  })
  return vault
}

async function open(): Promise<Vault> {
  const { deviceShelf, openVault } = await import('./store.ts')
  return openVault(await deviceShelf())
}
