/** The outbox of the person who is signed in: opened with the session, tried again whenever it is worth it. */
import { computed, shallowRef, type ComputedRef } from 'vue'
import { ask } from './client.ts'
import type { Keeper } from './keeping.ts'
import { onWorthTrying } from './network.ts'
import type { Letter, Outbox, Outcome, Waitable, Written } from './outbox.ts'
import { reloadSeen, type SeenOperation } from './seen.ts'

export type { Letter, Outcome, Waitable } from './outbox.ts'

const AGAIN = 20_000
const box = shallowRef<Outbox>()
/** Done, but what is on screen does not say so yet. */
const arriving = shallowRef<readonly Letter[]>([])
let account: number | undefined
let timer: ReturnType<typeof setInterval> | undefined

const changes: Readonly<Record<Waitable, SeenOperation>> = {
  'POST /me/consents': 'GET /me/consents',
  'POST /me/engagements': 'GET /me/engagements',
  'PUT /me/engagements/{id}/statement': 'GET /me/engagements',
  'POST /me/engagements/{id}/end': 'GET /me/engagements',
  'POST /stations/{id}/remarks': 'GET /me/remarks',
}

/** What has not reached the server, oldest first. */
export const letters: ComputedRef<readonly Letter[]> = computed(() => box.value?.letters.value ?? [])
/** Of these, what will go by itself. */
export const waiting: ComputedRef<readonly Letter[]> = computed(() => letters.value.filter((one) => one.refused === undefined))
/** Of these, what the server will not do. */
export const refused: ComputedRef<readonly Letter[]> = computed(() => letters.value.filter((one) => one.refused !== undefined))

onWorthTrying(() => void box.value?.flush())

export async function openLetters(keeper: Keeper): Promise<void> {
  if (account === keeper.account && box.value !== undefined) return
  const { openOutbox } = await import('./store.ts')
  account = keeper.account
  box.value = await openOutbox({
    vault: keeper.vault,
    prefix: keeper.outbox,
    send: (operation, sent) => ask(operation, sent),
    onDone(letter) {
      arriving.value = [...arriving.value, letter]
      void reloadSeen(changes[letter.operation]).finally(() => {
        arriving.value = arriving.value.filter((one) => one.id !== letter.id)
      })
    },
    alone: (work) => ('locks' in navigator ? navigator.locks.request('waystation-outbox', work) : work()),
  })
  void box.value.flush()
  clearInterval(timer)
  timer = setInterval(() => {
    if (waiting.value.length > 0) void box.value?.flush()
  }, AGAIN)
}

export function closeLetters(): void {
  clearInterval(timer)
  account = undefined
  box.value = undefined
}

/** Says something of oneself: now when there is a network, else as soon as there is one. */
export function say<K extends Waitable>(operation: K, written: Written<K>): Promise<Outcome<K>> {
  if (box.value === undefined) throw new Error('Nobody is signed in')
  return box.value.put(operation, written)
}

export async function dropLetter(id: string): Promise<void> {
  await box.value?.drop(id)
}

/** The latest word on a matter that what is on screen does not know yet; shown over it, so that nothing flips back meanwhile. */
export function pending<K extends Waitable>(operation: K, about: string): (Letter & { operation: K }) | undefined {
  let latest: (Letter & { operation: K }) | undefined
  for (const one of [...arriving.value, ...waiting.value]) if (one.operation === operation && one.about === about) latest = one as Letter & { operation: K }
  return latest
}
