/**
 * What was filled in so far: on the phone at every pause, sealed; on the server when there is a network, so that it is
 * there on another phone too. The later one counts.
 */
import { call, type Api, type BodyOf } from './client.ts'
import { vaultInHand } from './keeping.ts'

export type Draft = NonNullable<BodyOf<Api['PUT /me/services/{id}/draft']>>

const nameOf = (service: number): string => `draft ${service}`

export async function recallDraft(service: number): Promise<{ readonly at: number; readonly draft: Draft } | undefined> {
  const kept = await vaultInHand()?.recall(nameOf(service))
  return kept === undefined || kept.data === null ? undefined : { at: kept.at, draft: kept.data as Draft }
}

/** On the phone, at once. */
export async function keepDraft(service: number, draft: Draft | null): Promise<void> {
  await vaultInHand()?.keep(nameOf(service), { at: Date.now(), data: draft })
}

/** On the server. False: it did not arrive, the phone still has it. */
export function sendDraft(service: number, draft: Draft): Promise<boolean> {
  return call('PUT /me/services/{id}/draft', { params: { id: service }, body: draft }).then(
    () => true,
    () => false,
  )
}

/** Away with it, here and there. */
export async function dropDraft(service: number): Promise<void> {
  await keepDraft(service, null)
  await call('DELETE /me/services/{id}/draft', { params: { id: service } }).catch(() => undefined)
}
