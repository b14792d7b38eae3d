/**
 * What was said while there was no network. A write is kept on the device before it is sent, with the key that makes
 * the server do it once, and goes when an answer has come: so none is lost, and none is done twice.
 */
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import { ApiProblem } from '../../../contract/client.ts'
import type { Api, BodyOf, ParamsOf, ReplyOf } from './client.ts'
import type { Vault } from './vault.ts'

/** Writes that may wait: each says something of oneself, and stands whenever it arrives. */
export type Waitable = 'POST /me/consents' | 'POST /me/engagements' | 'PUT /me/engagements/{id}/statement' | 'POST /me/engagements/{id}/end' | 'POST /stations/{id}/remarks'

export type Written<K extends Waitable> = {
  /** What it is about, `consent public-badge`: a later word replaces one that has not left yet. */
  readonly about: string
  readonly params: ParamsOf<Api[K]>
  readonly body: BodyOf<Api[K]>
}

export type Letter = { [K in Waitable]: Written<K> & { readonly operation: K } }[Waitable] & {
  /** Sorts by age. */
  readonly id: string
  readonly key: string
  readonly at: number
  /** Once it has left the device it may have been done, so it is never changed again. */
  readonly left: boolean
  /** Why the server will not do it; it stays until the person has read this. */
  readonly refused?: string
}

export type Outcome<K extends Waitable> = { readonly state: 'done'; readonly data: ReplyOf<Api[K]> } | { readonly state: 'waiting' }

export interface Outbox {
  /** Oldest first. */
  readonly letters: Readonly<ShallowRef<readonly Letter[]>>
  /** Keeps it, tries at once. @throws ApiProblem when the server refuses it now: then nothing is kept */
  put<K extends Waitable>(operation: K, written: Written<K>): Promise<Outcome<K>>
  /** Sends what waits; one run at a time. */
  flush(): Promise<void>
  /** The person no longer wants it. */
  drop(id: string): Promise<void>
}

export interface Outside {
  readonly vault: Vault
  /** Prefix of the account's letters in the vault. */
  readonly prefix: string
  readonly send: (operation: Waitable, sent: { params: unknown; body: unknown; idempotencyKey: string }) => Promise<{ data: unknown }>
  /** A letter was done; it is still in the list. */
  readonly onDone: (letter: Letter) => void
  /** Between tabs, one sends at a time. */
  readonly alone: (work: () => Promise<void>) => Promise<void>
}

type Waiter = { readonly done: (data: unknown) => void; readonly wait: () => void; readonly refuse: (problem: unknown) => void }

export async function openOutbox({ vault, prefix, send, onDone, alone }: Outside): Promise<Outbox> {
  const letters = shallowRef<readonly Letter[]>([])
  const waiters = new Map<string, Waiter>()
  /** The disk is full or broken: these last as long as the page. */
  const unkept = new Map<string, Letter>()
  let running: Promise<void> | undefined
  let turn: Promise<void> = Promise.resolve()

  await read()

  /** The list and the vault change together, one change after the other: reading must not overlook a letter being kept. */
  function inTurn(change: () => Promise<void>): Promise<void> {
    const mine = turn.then(change)
    turn = mine.catch(() => undefined)
    return mine
  }

  function read(): Promise<void> {
    return inTurn(async () => {
      const kept = await vault.names(prefix).then((names) => Promise.all(names.map((name) => vault.get(name)))).catch(() => letters.value)
      letters.value = inOrder([...(kept.filter((one) => one !== undefined) as Letter[]), ...unkept.values()])
    })
  }

  function keep(letter: Letter): Promise<void> {
    return inTurn(async () => {
      await vault.put(prefix + letter.id, letter).then(
        () => unkept.delete(letter.id),
        () => unkept.set(letter.id, letter),
      )
      letters.value = inOrder([...letters.value, letter])
    })
  }

  function drop(id: string): Promise<void> {
    return inTurn(async () => {
      unkept.delete(id)
      await vault.remove(prefix + id).catch(() => undefined)
      letters.value = letters.value.filter((one) => one.id !== id)
    })
  }

  async function sendAll(): Promise<void> {
    await read() // another tab may have sent some
    for (;;) {
      const next = letters.value.find((one) => one.refused === undefined)
      if (next === undefined || !(await sendOne(next))) break
    }
    for (const [id, waiter] of waiters) {
      waiters.delete(id)
      waiter.wait()
    }
  }

  /** False: no use to try the next one now. */
  async function sendOne(letter: Letter): Promise<boolean> {
    const waiter = waiters.get(letter.id)
    if (!letter.left) await keep({ ...letter, left: true })
    try {
      const { data } = await send(letter.operation, { params: letter.params, body: letter.body, idempotencyKey: letter.key })
      onDone(letter)
      await drop(letter.id)
      waiter?.done(data)
    } catch (problem) {
      if (mayPass(problem)) return false
      // The person is looking and will see why; or they are told when they come by.
      if (waiter) await drop(letter.id)
      else await keep({ ...letter, left: true, refused: problem instanceof ApiProblem ? (problem.body.detail ?? problem.body.title) : '' })
      waiter?.refuse(problem)
    }
    waiters.delete(letter.id)
    return true
  }

  function flush(): Promise<void> {
    running ??= alone(sendAll).finally(() => {
      running = undefined
    })
    return running
  }

  return {
    letters: shallowReadonly(letters),
    drop,
    flush,
    async put<K extends Waitable>(operation: K, written: Written<K>): Promise<Outcome<K>> {
      await running?.catch(() => undefined)
      const earlier = letters.value.filter((one) => one.about === written.about && (!one.left || one.refused !== undefined))
      // Order is the order of ids: two in one millisecond, or a clock put back, must not change it.
      const at = Math.max(Date.now(), (letters.value.at(-1)?.at ?? 0) + 1)
      const letter = { ...written, operation, id: `${String(at).padStart(14, '0')}-${randomKey().slice(0, 8)}`, key: randomKey(), at, left: false } as unknown as Letter
      await keep(letter)
      for (const one of earlier) await drop(one.id)
      const outcome = new Promise<Outcome<K>>((resolve, reject) => {
        waiters.set(letter.id, { done: (data) => resolve({ state: 'done', data: data as ReplyOf<Api[K]> }), wait: () => resolve({ state: 'waiting' }), refuse: reject })
      })
      // A run that was ending when the letter came did not see it.
      while (waiters.has(letter.id)) await flush()
      return outcome
    },
  }
}

/** By age; of two with the same id the later one. */
function inOrder(letters: readonly Letter[]): Letter[] {
  return [...new Map(letters.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** No answer, an ended session, too many at once, a server that stumbled: the same letter may do later. */
function mayPass(problem: unknown): boolean {
  if (!(problem instanceof ApiProblem)) return false
  const { status } = problem.body
  return status === 0 || status === 401 || status === 429 || status >= 500
}

function randomKey(): string {
  // randomUUID is missing before Safari 15.4 and Chrome 92.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
