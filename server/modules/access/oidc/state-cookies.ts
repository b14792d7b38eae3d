// The state has to come back to the browser that asked: a link with somebody else's answer signs nobody in. Each way out
// has its own cookie, so that a second tab does not break the first.

import type { Context } from '../../../platform/http/call.ts'
import { cookieText } from '../sessions/session.ts'

/** Below the city's path. */
const BELOW = '/sign-in/oidc'
const MOST = 4

export function rememberState(context: Context, state: string, seconds: number): void {
  const held = Object.keys(context.request.cookies).filter((name) => /^waystation_oidc_[\w-]{8}$/.test(name))
  // Browsers send the oldest first (RFC 6265 §5.4).
  for (const name of held.slice(0, Math.max(0, held.length - MOST + 1))) give(context, name, '', 0)
  give(context, nameFor(state), state, seconds)
}

/** Whether this browser asked. It is forgotten with that. */
export function takeState(context: Context, state: string): boolean {
  if (context.request.cookies[nameFor(state)] !== state) return false
  give(context, nameFor(state), '', 0)
  return true
}

function give(context: Context, name: string, value: string, seconds: number): void {
  context.answer.header('set-cookie', cookieText(context, name, value, seconds, BELOW))
}

function nameFor(state: string): string {
  return `waystation_oidc_${state.slice(0, 8)}`
}
