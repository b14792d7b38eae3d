/** A draft on screen: taken up where it was left, kept on the phone at every change, on the server at every pause. */
import { onBeforeUnmount, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { FormValues } from '../../../../ui/forms/fields.ts'
import { dropDraft, keepDraft, recallDraft, sendDraft, type Draft } from '../../../data/drafts.ts'
import type { MyService } from '../catalogue/my-service.ts'

export type Papers = Readonly<Record<string, readonly number[]>>

export interface DraftInHand {
  readonly values: Ref<FormValues>
  readonly papers: Ref<Papers>
  /** When what is shown was kept; undefined: from scratch. Milliseconds. */
  readonly since: Readonly<ShallowRef<number | undefined>>
  readonly outdated: Readonly<Ref<boolean>>
  /** Grows when all was thrown away: what holds files starts anew. */
  readonly round: Readonly<Ref<number>>
  /** Of the two, the later one. */
  readonly takeUp: (fromServer: MyService['draft']) => Promise<void>
  readonly startAgain: () => Promise<void>
  /** Sent: nothing of it stays. */
  readonly done: () => Promise<void>
}

/** So long nothing is typed before the server is told. */
const PAUSE = 2500

export function useDraft(service: number): DraftInHand {
  const values = ref<FormValues>({})
  const papers = ref<Papers>({})
  const since = shallowRef<number>()
  const outdated = ref(false)
  const round = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  let quiet = true

  const draftNow = (): Draft => ({ answers: { ...values.value }, documents: listed(papers.value) })

  function fill(draft: Pick<Draft, 'answers' | 'documents'>): void {
    quiet = true
    values.value = draft.answers as FormValues
    papers.value = byCode(draft.documents ?? [])
    round.value += 1
    // Not a change of the person's: watchers run before this is undone.
    setTimeout(() => (quiet = false))
  }

  watch([values, papers], () => {
    if (quiet) return
    void keepDraft(service, draftNow())
    clearTimeout(timer)
    timer = setTimeout(sendNow, PAUSE)
  })
  function sendNow(): void {
    if (timer === undefined || quiet) return
    clearTimeout(timer)
    timer = undefined
    void sendDraft(service, draftNow())
  }

  const sendHidden = (): void => void (document.visibilityState === 'hidden' && sendNow())
  document.addEventListener('visibilitychange', sendHidden)
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', sendHidden)
    sendNow()
  })

  return {
    values,
    papers,
    since,
    outdated,
    round,
    async takeUp(fromServer) {
      const here = await recallDraft(service)
      const there = fromServer === null ? undefined : Date.parse(fromServer.saved_at)
      if (fromServer !== null && there !== undefined && (here === undefined || there >= here.at)) {
        since.value = there
        outdated.value = fromServer.outdated
        return fill(fromServer)
      }
      since.value = here?.at
      fill(here?.draft ?? { answers: {} })
    },
    async startAgain() {
      clearTimeout(timer)
      timer = undefined
      since.value = undefined
      outdated.value = false
      fill({ answers: {} })
      await dropDraft(service)
    },
    async done() {
      clearTimeout(timer)
      timer = undefined
      quiet = true
      await keepDraft(service, null)
    },
  }
}

export function listed(papers: Papers): { code: string; attachment_id: number }[] {
  return Object.entries(papers).flatMap(([code, ids]) => ids.map((id) => ({ code, attachment_id: id })))
}

function byCode(documents: readonly { readonly code: string; readonly attachment_id: number }[]): Papers {
  const papers: Record<string, number[]> = {}
  for (const { code, attachment_id: id } of documents) (papers[code] ??= []).push(id)
  return papers
}
