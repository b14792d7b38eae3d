import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useDeed, useOnceOnly } from './deed.ts'
import { useList } from './list.ts'
import { ApiProblem } from './client.ts'

type Asked = { url: URL; signal: AbortSignal; answer: (body: object) => void }

let asked: Asked[] = []
let scope: EffectScope

beforeEach(() => {
  asked = []
  scope = effectScope()
  vi.useFakeTimers()
  vi.stubGlobal('fetch', (address: string, init: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init.signal ?? new AbortController().signal
      signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
      asked.push({ url: new URL(address, 'http://desk'), signal, answer: (body) => resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })) })
    }))
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const settle = async (): Promise<void> => {
  for (let at = 0; at < 8; at += 1) await nextTick()
}

test('an officer who types on never sees the answer to what they typed before', async () => {
  const search = ref('周')
  const list = scope.run(() => useList('GET /workers', () => ({ query: { search: search.value } })))
  search.value = '周小'
  await nextTick()
  await vi.advanceTimersByTimeAsync(200)
  expect(asked.map((one) => one.url.searchParams.get('search'))).toEqual(['周', '周小'])
  expect(asked[0]?.signal.aborted).toBe(true)
  asked[0]?.answer({ items: [{ id: 1 }], next: null })
  asked[1]?.answer({ items: [{ id: 2 }], next: null })
  await settle()
  expect(list?.items.value.map((one) => one.id)).toEqual([2])
})

test('the next page is appended, and not asked for twice', async () => {
  const list = scope.run(() => useList('GET /workers', () => ({ query: {} })))
  asked[0]?.answer({ items: [{ id: 1 }], next: 'cursor', total: 2 })
  await settle()
  void list?.more()
  void list?.more()
  expect(asked).toHaveLength(2)
  expect(asked[1]?.url.searchParams.get('after')).toBe('cursor')
  asked[1]?.answer({ items: [{ id: 2 }], next: null })
  await settle()
  expect(list?.items.value.map((one) => one.id)).toEqual([1, 2])
  expect([list?.hasMore.value, list?.total.value]).toEqual([false, 2])
})

test('a whole list is fetched to its end by itself', async () => {
  const list = scope.run(() => useList('GET /outlets', () => ({ query: {} }), { whole: true }))
  asked[0]?.answer({ items: [{ id: 1 }], next: 'a' })
  await settle()
  asked[1]?.answer({ items: [{ id: 2 }], next: 'b' })
  await settle()
  asked[2]?.answer({ items: [{ id: 3 }], next: null })
  await settle()
  expect(list?.items.value).toHaveLength(3)
})

test('a whole list of thousands is shown in few steps: when there is twice as much, or all', async () => {
  const list = scope.run(() => useList('GET /outlets', () => ({ query: {} }), { whole: true }))
  const shown: number[] = []
  for (let page = 0; page < 50; page += 1) {
    asked[page]?.answer({ items: [{ id: page * 2 }, { id: page * 2 + 1 }], next: page === 49 ? null : String(page) })
    await settle()
    shown.push(list?.items.value.length ?? 0)
  }
  expect([...new Set(shown)]).toEqual([2, 4, 8, 16, 32, 64, 100])
  expect(list?.items.value.map((one) => one.id)).toEqual(Array.from({ length: 100 }, (_, at) => at))
})

test('nothing is asked where nothing may be', () => {
  const list = scope.run(() => useList('GET /rosters', () => undefined))
  expect(asked).toHaveLength(0)
  expect(list?.state.value).toBe('ready')
})

test('what the server finds wrong stands at its field, and a second press waits', async () => {
  const deed = useDeed()
  const refused = deed.run(() => Promise.reject(new ApiProblem({ type: '/api/problems/invalid-request', title: 'wrong', status: 400, errors: [{ field: 'credit_code', message: '校验位不对' }] })))
  expect(await deed.run(() => Promise.resolve())).toBe(false)
  expect(await refused).toBe(false)
  expect(deed.fields.value).toEqual({ credit_code: '校验位不对' })
  expect(deed.error.value).toBeUndefined()
})

test('the same check sent again keeps its key, another gets its own', () => {
  const key = useOnceOnly()
  const first = key({ here: [1] })
  expect(key({ here: [1] })).toBe(first)
  expect(key({ here: [1, 2] })).not.toBe(first)
})
