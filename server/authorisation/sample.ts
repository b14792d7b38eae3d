import type { Tx } from '../platform/database/connection.ts'
import type { Services } from '../platform/http/call.ts'
import type { Actor, World } from './world.ts'

export type Sample = {
  /** Below the city, with its query. */
  path: string
  body?: unknown
  /** Sent as the multipart field `file`. */
  file?: string
}

export type Making = {
  /** The world that the request is about: the actor's own, or the other. */
  world: World
  /** The actor's own world, for requests that name something of theirs beside something foreign. */
  home: World
  actor: Actor
  services: Services
  sql<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Outside row security. Tables of the city are found without their schema. */
  owner(text: string, values: unknown[]): Promise<{ id: number }[]>
}

export type RequestOf = {
  make(given: Making): Sample | Promise<Sample>
  /**
   * path: names a thing in its address; a foreign one is not found.
   * body: names it in its body; with a foreign one nothing is done (4xx).
   * list: answers with what is in reach, so the foreign things are missing from it.
   * none: is about no place, company or person.
   */
  about: 'path' | 'body' | 'list' | 'none'
  /** A body with foreign things is answered, but nothing is done to them. */
  harmless?: true
  /** Ends the session or the account that asks: each time with one of its own. */
  ends?: true
}

let number = 0

/** For names and codes that must be new each time. */
export function fresh(prefix: string): string {
  number += 1
  return `${prefix}${number}`
}
