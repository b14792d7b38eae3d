/** Applies a roster; a guard that tripped meanwhile, or another roster in between, shows as the state it is in now. */
import { toast } from '../../../../ui/desk/index.ts'
import { call, isProblem, useDeed, useOnceOnly, type Deed } from '../../../data/index.ts'
import { t } from '../../../words/rosters-preview.ts'
import type { Roster } from '../parts/roster.ts'

export interface Applying {
  readonly deed: Deed
  readonly apply: (confirmMassRemoval: boolean) => Promise<void>
}

export function useApplying(roster: () => Roster, changed: (next?: Roster) => void): Applying {
  const deed = useDeed()
  const onceOnly = useOnceOnly()

  async function apply(confirmMassRemoval: boolean): Promise<void> {
    const { id, revision } = roster()
    await deed.run(async () => {
      const body = confirmMassRemoval ? { confirm_mass_removal: true } : {}
      const { data } = await call('POST /rosters/{id}/application', { params: { id }, body, idempotencyKey: onceOnly([id, revision, body]) })
      toast(t('appliedToast'))
      changed(data)
    })
    if (isProblem(deed.problem.value, 'wrong-state') || isProblem(deed.problem.value, 'mass-removal-held')) changed()
  }

  return { deed, apply }
}
