// Two records become one person: other modules set right what would count them twice. They are above the registry, so
// each says at its loading what it does; all of it is in the transaction of the merge.

import type { Context } from '../../../platform/http/call.ts'

export type Merging = Pick<Context, 'tx' | 'scope' | 'now' | 'city' | 'services'>

/** @param worker the record that stays; its selves (`selvesOf`) are all records of the person */
export type MergeFollower = (call: Merging, worker: number) => Promise<void>

/** Called once by a module, when that is loaded. */
export function registerMergeFollower(follow: MergeFollower): void {
  followers.push(follow)
}

export async function followMerge(call: Merging, worker: number): Promise<void> {
  for (const follow of followers) await follow(call, worker)
}

const followers: MergeFollower[] = []
