// Word of what happened, to whom it concerns. The worker's words name the service, never a person.

import type { ServiceContent } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { nearestHolders } from '../../access/index.ts'
import { notify, type NamedTwice } from '../../notices/index.ts'
import { partnerNames } from '../../stations/index.ts'

export type About = { id: number; worker: number; place: number; provider: number | null; content: ServiceContent }
type ToWorker = 'application.submitted' | 'application.step' | 'application.asked' | 'application.approved' | 'application.refused' | 'application.handed-over'

export async function tellWorker(call: Context, kind: ToWorker, { id, worker, content }: About, more: { due?: Temporal.PlainDate; step?: NamedTwice; partner?: number } = {}): Promise<void> {
  const partner = more.partner === undefined ? undefined : (await partnerNames(call.tx, [more.partner])).get(more.partner)
  const values = { service: content.title, ...(more.due ? { due: more.due.toString() } : {}), ...(more.step === undefined ? {} : { step: more.step }), ...(partner === undefined ? {} : { partner }) }
  await notify(call, { kind, subject: id, values }, { workers: [worker] })
}

/** The chat groups of the place, and the people of the provider. */
export async function tellOfficeArrived(call: Context, { id, place, provider, content }: About, due: Temporal.PlainDate): Promise<void> {
  await notify(call, { kind: 'application.arrived', subject: id, values: { service: content.title, due: due.toString() } }, { accounts: await nearestHolders(call, 'application.handle', { place, ...(provider === null ? {} : { partner: provider }) }), groupsOf: place })
}

export async function tellAnswered(call: Context, { id, place, provider, content }: About): Promise<void> {
  await notify(call, { kind: 'application.answered', subject: id, values: { service: content.title } }, { accounts: await nearestHolders(call, 'application.handle', { place, ...(provider === null ? {} : { partner: provider }) }), groupsOf: place })
}
