/** Reminds a company's contact to hand in its roster. */
import { toast } from '../../../../ui/desk/index.ts'
import { call, useDeed, useMe, type Deed } from '../../../data/index.ts'
import { t } from '../../../words/registry.ts'
import { owed, type Freshness } from './freshness.ts'

export interface Reminding {
  readonly deed: Deed
  /** Whether the button shows: something is owed, and one is not the company oneself. */
  readonly may: (company: { readonly id: number; readonly freshness: Freshness }) => boolean
  readonly remind: (company: { readonly id: number; readonly short_name: string }) => Promise<boolean>
}

export function useReminding(): Reminding {
  const { canAt, employer } = useMe()
  const deed = useDeed({ aloud: true })
  return {
    deed,
    may: (company) => !employer.value && owed(company.freshness) && canAt('company.contact', { company: company.id }),
    remind: (company) =>
      deed.run(async () => {
        await call('POST /companies/{id}/reminders', { params: { id: company.id } })
        toast(t('reminded', { who: company.short_name }))
      }),
  }
}
