/** A service as it concerns me: whether I am meant, what I agreed to, my draft, what is under way. */
import { onMounted, shallowRef, type ShallowRef } from 'vue'
import { call, me, type Api, type ReplyOf } from '../../../data/index.ts'

export type MyService = ReplyOf<Api['GET /me/services/{id}']>

/** Undefined without a network, and for who is not signed in. */
export async function getMyService(id: number): Promise<MyService | undefined> {
  if (me.value === undefined) return undefined
  return call('GET /me/services/{id}', { params: { id } }).then(({ data }) => data, () => undefined)
}

/** Undefined until it is known, without a network, and for who is not signed in: the page is whole without it. */
export function useMyService(id: number): { readonly mine: Readonly<ShallowRef<MyService | undefined>>; readonly reload: () => Promise<void> } {
  const mine = shallowRef<MyService>()
  const reload = async (): Promise<void> => {
    mine.value = (await getMyService(id)) ?? mine.value
  }
  onMounted(() => void reload())
  return { mine, reload }
}
