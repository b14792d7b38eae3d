/** Confirms many, one after the other: each is a decision of its own, and one that fails does not stop the others. */
import { ref, type Ref } from 'vue'
import { toast } from '../../../../ui/desk/index.ts'
import { call, isProblem, sayProblem } from '../../../data/index.ts'
import { t } from '../../../words/registry-verify.ts'

export interface Confirming {
  readonly working: Ref<boolean>
  readonly done: Ref<number>
  readonly of: Ref<number>
  readonly decide: (engagements: readonly number[], confirmed: boolean) => Promise<void>
}

export function useConfirming(): Confirming {
  const working = ref(false)
  const done = ref(0)
  const of = ref(0)

  async function decide(engagements: readonly number[], confirmed: boolean): Promise<void> {
    if (working.value) return
    working.value = true
    done.value = 0
    of.value = engagements.length
    const failures: unknown[] = []
    for (const id of engagements) {
      try {
        await call('POST /engagements/{id}/confirmation', { params: { id }, body: { confirmed } })
      } catch (problem) {
        failures.push(problem)
        // Without the network the rest would fail alike.
        if (isProblem(problem, 'offline')) break
      }
      done.value += 1
    }
    working.value = false
    const well = done.value - failures.filter((one) => !isProblem(one, 'offline')).length
    if (well > 0) toast(t(confirmed ? 'confirmedMany' : 'deniedMany', { n: well }))
    if (failures.length > 0) toast(t('failedSome', { n: engagements.length - well, why: sayProblem(failures[0]) }), { kind: 'wrong' })
  }

  return { working, done, of, decide }
}
