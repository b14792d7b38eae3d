/** Whose list one may hand in: companies and outlets the grants reach. */
import { computed, reactive, watch, type ComputedRef } from 'vue'
import { holds } from '../../../../../contract/permissions.ts'
import { today } from '../../../../ui/desk/index.ts'
import { useMe, useResource } from '../../../data/index.ts'

export interface UploadTarget {
  readonly form: { company: number | undefined; covers: 'all' | 'outlet'; outlet: number | undefined; asOf: string | undefined }
  /** Companies to choose from; undefined where any in reach may be searched for. */
  readonly own: ComputedRef<readonly { readonly id: number; readonly name: string }[] | undefined>
  /** Only single outlets may be handed in: an outlet manager. */
  readonly outletsOnly: ComputedRef<boolean>
  readonly outlets: ComputedRef<readonly { readonly id: number; readonly name: string }[]>
  readonly complete: ComputedRef<boolean>
}

export function useUploadTarget(first: () => number | undefined): UploadTarget {
  const { grants } = useMe()
  const form = reactive({ company: first(), covers: 'all' as 'all' | 'outlet', outlet: undefined as number | undefined, asOf: today() as string | undefined })

  const uploading = computed(() => grants.value.filter((grant) => holds(grant.role, 'roster.upload')))
  const byPlace = computed(() => uploading.value.some((grant) => grant.place !== null))
  const ownOutlets = computed(() => uploading.value.flatMap((grant) => (grant.outlet_id === null ? [] : [grant.outlet_id])))
  const wholeCompanies = computed(() => uploading.value.flatMap((grant) => (grant.company_id === null ? [] : [{ id: grant.company_id, name: grant.target_name }])))

  // An outlet manager's grant names the outlet; its company is the outlet's.
  const managed = useResource('GET /outlets', () => (ownOutlets.value.length === 0 ? undefined : { query: { limit: 50, sort: 'name' as const } }))
  const managedOutlets = computed(() => managed.data.value?.items.filter((one) => ownOutlets.value.includes(one.id)) ?? [])
  const own = computed(() => {
    if (byPlace.value) return undefined
    const all = new Map(wholeCompanies.value.map((one) => [one.id, one]))
    for (const { company } of managedOutlets.value) if (!all.has(company.id)) all.set(company.id, { id: company.id, name: company.short_name })
    return [...all.values()]
  })
  const outletsOnly = computed(() => !byPlace.value && form.company !== undefined && !wholeCompanies.value.some((one) => one.id === form.company))
  const companyOutlets = useResource('GET /outlets', () => (form.company === undefined || outletsOnly.value ? undefined : { query: { company: form.company, limit: 200, sort: 'name' as const } }))
  const outlets = computed(() => (outletsOnly.value ? managedOutlets.value.filter((one) => one.company.id === form.company) : (companyOutlets.data.value?.items ?? [])))

  watch(own, (list) => (form.company ??= list?.[0]?.id), { immediate: true })
  watch(
    [outletsOnly, outlets],
    () => {
      if (outletsOnly.value) form.covers = 'outlet'
      if (form.covers === 'outlet' && outlets.value.length === 1) form.outlet = outlets.value[0]?.id
    },
    { immediate: true },
  )
  watch(() => form.company, (_, before) => {
    if (before === undefined) return
    form.outlet = undefined
    form.covers = 'all'
  })

  return { form, own, outletsOnly, outlets, complete: computed(() => form.company !== undefined && form.asOf !== undefined && (form.covers === 'all' || form.outlet !== undefined)) }
}
