/** Filters a person keeps of a list. */
import { computed, type ComputedRef } from 'vue'
import { toast } from '../../ui/toasts.ts'
import { t } from '../words/data.ts'
import { call, type Api, type QueryOf, type ReplyOf } from './client.ts'
import { useDeed, type Deed } from './deed.ts'
import { useResource } from './resource.ts'

export type SavedFilter = ReplyOf<Api['GET /filters']>['items'][number]

export interface SavedFilters {
  readonly saved: ComputedRef<readonly SavedFilter[]>
  readonly deed: Deed
  readonly save: (name: string, query: Readonly<Record<string, string>>) => Promise<boolean>
  readonly forget: (filter: SavedFilter) => Promise<boolean>
}

export function useSavedFilters(list: QueryOf<Api['GET /filters']>['list']): SavedFilters {
  const resource = useResource('GET /filters', () => ({ query: { list } }))
  const deed = useDeed({ aloud: true })
  return {
    saved: computed(() => resource.data.value?.items ?? []),
    deed,
    save: (name, query) =>
      deed.run(async () => {
        const { data } = await call('POST /filters', { body: { list, name, query } })
        resource.data.value = { items: [...(resource.data.value?.items ?? []), data] }
        toast(t('savedFilter', { name }))
      }),
    forget: (filter) =>
      deed.run(async () => {
        await call('DELETE /filters/{id}', { params: { id: filter.id } })
        resource.data.value = { items: (resource.data.value?.items ?? []).filter((one) => one.id !== filter.id) }
        toast(t('forgotFilter', { name: filter.name }))
      }),
  }
}
