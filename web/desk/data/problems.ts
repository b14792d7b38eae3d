/** From what went wrong to words for people. */
import { ApiProblem } from '../../../contract/client.ts'
import type { ProblemType } from '../../../contract/problems.ts'
import { t } from '../words/data.ts'
import { colon } from './sentences.ts'

/** One sentence. The server's own words, in the reader's language; ours where no answer came. */
export function sayProblem(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return t('unexpected')
  if (problem.kind === 'offline') return t('offline')
  if (problem.kind === 'invalid-request') return problem.body.detail ?? problem.body.title
  return problem.body.detail === undefined || problem.body.detail === problem.body.title ? problem.body.title : colon(problem.body.title, problem.body.detail)
}

/** Messages by field, as the server named them; `contact_phone`, `grant.place`. Empty for other problems. */
export function fieldProblems(problem: unknown): Readonly<Record<string, string>> {
  if (!(problem instanceof ApiProblem)) return {}
  return Object.fromEntries((problem.body.errors ?? []).map((one) => [one.field.replace(/^(body|query)[./]/, ''), one.message]))
}

export function isProblem(problem: unknown, kind: ProblemType | 'offline'): problem is ApiProblem {
  return problem instanceof ApiProblem && problem.kind === kind
}

/** Whether it is only that somebody stopped waiting for the answer. */
export function isAbort(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'AbortError'
}
