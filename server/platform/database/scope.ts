// Who is asking, as far as row security is concerned, and the one statement that opens their transaction.

import type { PlaceRange } from '../../../contract/place-code.ts'

export type Scope = {
  /** Half-open ranges of place codes; 'all' is the system itself. */
  places: readonly PlaceRange[] | 'all'
  companies: readonly number[]
  outlets: readonly number[]
  stations: readonly number[]
  partners: readonly number[]
  /** 0: nobody. */
  worker: number
  account: number
}

export const noScope: Scope = { places: [], companies: [], outlets: [], stations: [], partners: [], worker: 0, account: 0 }

/** For jobs and for steps before anybody is known (signing in). Actions started by a person use the person's scope. */
export const systemScope: Scope = { ...noScope, places: 'all' }

/**
 * What every connection starts with (libpq `options`): it sees no person. The app role is bound by row security.
 * Only what differs is set again when a transaction begins.
 */
export const closedSession = [
  'timezone=UTC',
  'waystation.places={}',
  'waystation.companies={}',
  'waystation.outlets={}',
  'waystation.stations={}',
  'waystation.partners={}',
  'waystation.worker=0',
  'waystation.account=0',
]

/**
 * `BEGIN` and all settings in one string, so that opening costs one round trip. All values are numbers made here:
 * nothing of a request's text gets in. SET LOCAL and not set_config(): the latter does not travel under Citus.
 */
export function beginStatement(schema: string, scope: Scope, mode: 'read' | 'write'): string {
  return beginStatements(schema, scope, mode).join(';')
}

/** The same, statement by statement. */
export function beginStatements(schema: string, scope: Scope, mode: 'read' | 'write'): string[] {
  if (!/^[a-z_0-9]+$/.test(schema)) throw new Error(`Not a schema name: ${schema}`)
  const parts = [mode === 'read' ? 'BEGIN READ ONLY' : 'BEGIN', `SET LOCAL search_path=${schema},commons`]
  if (scope.places === 'all' || scope.places.length > 0) parts.push(`SET LOCAL waystation.places='${placesLiteral(scope.places)}'`)
  if (scope.companies.length > 0) parts.push(`SET LOCAL waystation.companies='${idsLiteral(scope.companies)}'`)
  if (scope.outlets.length > 0) parts.push(`SET LOCAL waystation.outlets='${idsLiteral(scope.outlets)}'`)
  if (scope.stations.length > 0) parts.push(`SET LOCAL waystation.stations='${idsLiteral(scope.stations)}'`)
  if (scope.partners.length > 0) parts.push(`SET LOCAL waystation.partners='${idsLiteral(scope.partners)}'`)
  if (scope.worker !== 0) parts.push(`SET LOCAL waystation.worker=${safe(scope.worker)}`)
  if (scope.account !== 0) parts.push(`SET LOCAL waystation.account=${safe(scope.account)}`)
  return parts
}

/** An int8multirange: {[lo,hi),…}. */
export function placesLiteral(places: Scope['places']): string {
  if (places === 'all') return '{(,)}'
  return `{${places.map(([lo, hi]) => `[${safe(lo)},${safe(hi)})`).join(',')}}`
}

function idsLiteral(ids: readonly number[]): string {
  return `{${ids.map(safe).join(',')}}`
}

function safe(number: number): string {
  if (!Number.isSafeInteger(number)) throw new RangeError(`Not a safe integer: ${number}`)
  return String(number)
}
