// Word that what is remembered of an account no longer holds: to this process at once, to all when the transaction commits.

import type { Tx } from '../../../platform/database/connection.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Live } from '../../../platform/live/live.ts'

export type AccessChange = { city: number; account: number }

/** In the transaction that changes an account, its sessions or its roles. */
export async function accessChanged(tx: Tx, { services, city }: { services: Pick<Services, 'live'>; city: Pick<City, 'code'> }, account: number): Promise<void> {
  const change: AccessChange = { city: city.code, account }
  for (const listener of nearby.get(services.live) ?? []) listener(change)
  await services.live.publish(tx, TOPIC, change)
}

/**
 * @param changed the change stands
 * @param changing it is about to, in this process: whoever reads now may still read the old
 */
export function onAccessChange(live: Live, { changed, changing }: { changed: (change: AccessChange) => void; changing: (change: AccessChange) => void }): void {
  live.subscribe(TOPIC, (data) => changed(data as AccessChange))
  nearby.set(live, [...(nearby.get(live) ?? []), changing])
}

const TOPIC = 'access.changed'
const nearby = new WeakMap<Live, ((change: AccessChange) => void)[]>()
