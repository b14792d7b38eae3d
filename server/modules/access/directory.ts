// What access has to know of other modules' things. Access stands on the lowest floor and calls nobody: the modules
// that own places, companies, outlets and workers say here, when they are loaded, how to describe them.

import type { Tx } from '../../platform/database/connection.ts'
import type { Keyring } from '../../platform/secrets/keyring.ts'

export type TargetKind = 'place' | 'company' | 'outlet' | 'unit' | 'station' | 'partner'

/** `place`: where it answers to, for whom it is in reach. */
export type Target = { name: string; place: number }

/** Reads under the row security of `tx`: what is out of reach is left out. */
export type DescribeTargets = (tx: Tx, ids: readonly number[]) => Promise<Map<number, Target>>

export type WorkerDirectory = {
  /** Everybody who is registered with a phone, merged and departed people left out. `workedUntil`: null while they work here. */
  holdersOfPhone(tx: Tx, phoneHash: string): Promise<{ worker: number; workedUntil: Temporal.PlainDate | null }[]>
  /** A row for somebody who signed in and is in no roster: no name yet, away, with the phone. Gives the id. */
  welcome(tx: Tx, found: { phone: string; now: Temporal.Instant; keyring: Keyring }): Promise<number>
  /** Name and phone tail. `standsFor`: the worker this one was merged into, or itself. */
  describe(tx: Tx, workers: readonly number[]): Promise<Map<number, { name: string; phoneTail: string | null; standsFor: number }>>
  /** The worker and all that were merged into them: under which ids consents and disclosures are found. */
  selves(tx: Tx, worker: number): Promise<number[]>
  /** The place of the worker, for disclosures and events. */
  placeOf(tx: Tx, worker: number): Promise<number | null>
}

/** Called once by the module that owns the kind, when it is loaded. */
export function registerTargets(kind: TargetKind, describe: DescribeTargets): void {
  targets.set(kind, describe)
}

/** Called once by the registry, when it is loaded. */
export function registerWorkerDirectory(given: WorkerDirectory): void {
  directory = given
}

export async function describeTargets(tx: Tx, kind: TargetKind, ids: readonly number[]): Promise<Map<number, Target>> {
  const describe = targets.get(kind)
  return ids.length > 0 && describe ? describe(tx, [...new Set(ids)]) : new Map()
}

export function workerDirectory(): WorkerDirectory {
  if (!directory) throw new Error('No module has registered a worker directory')
  return directory
}

const targets = new Map<TargetKind, DescribeTargets>()
let directory: WorkerDirectory | undefined
