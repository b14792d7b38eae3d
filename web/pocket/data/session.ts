/**
 * Who is signed in. The cookie is the session; this keeps what the server said of it, so that the app opens at once
 * and without network, and cleans up behind those who leave.
 */
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import { remember, remembered } from '../../ui/remembered.ts'
import { call, cityCode, loadCities, onSignedOut, tellSignedOut, type Api, type ReplyOf } from './client.ts'
import { closeKeeper, openKeeper, wipe } from './keeping.ts'
import { closeLetters, openLetters } from './letters.ts'
import { isProblem } from './problems.ts'
import { forgetSeen, reloadAllSeen } from './seen.ts'
import { within } from './within.ts'

export type Me = ReplyOf<Api['GET /me']>

/** On a network that hangs the app opens without the answer; it comes in later. */
const PATIENCE = 4000

const current = shallowRef<Me>()

/** Undefined while nobody is signed in. */
export const me: Readonly<ShallowRef<Me | undefined>> = shallowReadonly(current)

onSignedOut(() => {
  const account = lastAccount()
  // A phone that was lost is signed out from another one: vouchers and papers go from it, too, and do not open again
  // without network. What the person wrote waits, sealed, until they are back.
  if (account !== undefined) void wipe(account, 'told')
  current.value = undefined
  closeLetters()
  closeKeeper()
  forgetSeen()
})

/**
 * Before the app is mounted. What this device knows opens it at once and is checked behind the scene; only where it
 * knows nothing the server is waited for, unless the page is the same for everybody.
 */
export async function takeUpSession(sameForAll: boolean): Promise<void> {
  if (cityCode.value === undefined) await within(PATIENCE, loadCities())
  else void loadCities().catch(() => undefined) // their names
  if (remembered('leaving') === 'yes') await within(PATIENCE, endRemotely())
  const account = lastAccount()
  const kept = account === undefined ? undefined : ((await (await openKeeper(account)).recall('GET /me'))?.data as Me | undefined)
  if (kept === undefined || account === undefined) {
    const asked = within(PATIENCE, refreshMe())
    return sameForAll ? undefined : asked
  }
  await moveIn(kept)
  void refreshMe().catch(() => undefined)
}

/** Asks the server who is here. Throws when no answer comes. */
export async function refreshMe(): Promise<void> {
  if (cityCode.value === undefined || remembered('leaving') === 'yes') return
  try {
    const { data } = await call('GET /me')
    // An account of the desk took the cookie over: here that is nobody.
    if (data.kind !== 'worker') tellSignedOut()
    else if (remembered('leaving') !== 'yes') await enter(data) // who left meanwhile has left
  } catch (problem) {
    if (!isProblem(problem, 'not-signed-in')) throw problem
  }
}

/** After signing in, with what the sign-in answered. Desk accounts have nothing here: their cookie is left alone. */
export async function enter(found: Me): Promise<void> {
  remember('leaving', 'no')
  if (found.kind !== 'worker') return
  const before = lastAccount()
  // Somebody else on the same phone. What the other one still had to send stays sealed until they come back.
  if (before !== undefined && before !== found.account) {
    forgetSeen()
    await wipe(before, 'seen')
  }
  remember('account', String(found.account))
  await moveIn(found)
  if (before !== found.account) void reloadAllSeen()
  await (await openKeeper(found.account)).keep('GET /me', { at: Date.now(), data: found })
}

/** Signs out and wipes the device, also without network: then the server is told as soon as it answers. */
export async function signOut(): Promise<void> {
  const account = current.value?.account
  remember('leaving', 'yes')
  await within(PATIENCE, endRemotely())
  await leaveDevice(account)
}

/** Nothing of the account stays on this device. */
export async function leaveDevice(account: number | undefined): Promise<void> {
  current.value = undefined
  closeLetters()
  closeKeeper()
  forgetSeen()
  remember('account', '')
  if (account !== undefined) await wipe(account, 'all')
}

async function moveIn(found: Me): Promise<void> {
  const keeper = await openKeeper(found.account)
  await openLetters(keeper)
  current.value = found
}

async function endRemotely(): Promise<void> {
  await call('DELETE /session').then(
    () => remember('leaving', 'no'),
    (problem: unknown) => {
      if (!isProblem(problem, 'offline')) remember('leaving', 'no')
    },
  )
}

function lastAccount(): number | undefined {
  return Number(remembered('account')) || undefined
}
