import { SmsFailed } from './message.ts'

const DEADLINE = 5_000

/**
 * Posts what was signed, and waits at most five seconds.
 * @returns the JSON object of the answer, whatever its status: providers put their code there
 * @throws SmsFailed
 */
export async function postSigned(url: URL, headers: Record<string, string>, body: string): Promise<Record<string, unknown>> {
  // fetch sets the host by itself, to what was signed.
  const { host: _, ...others } = headers
  try {
    const response = await fetch(url, { method: 'POST', headers: others, body, signal: AbortSignal.timeout(DEADLINE), redirect: 'error' })
    const answer: unknown = await response.json()
    if (typeof answer === 'object' && answer !== null) return answer as Record<string, unknown>
  } catch (error) {
    throw new SmsFailed(error instanceof Error ? error.name : 'unreachable', { silent: !refusedConnection(error) })
  }
  throw new SmsFailed('unreadable-answer', { silent: true })
}

/** Nobody was there: nothing has left the house. */
function refusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'code' in cause && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(String(cause.code))
}
