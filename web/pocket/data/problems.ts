/** From what went wrong to words that say what to do. */
import { ApiProblem } from '../../../contract/client.ts'
import type { ProblemType } from '../../../contract/problems.ts'
import { t } from '../words/data.ts'

/** One sentence. Ours where no answer came or the machine stumbled; else the server's own, in the reader's language. */
export function sayProblem(problem: unknown): string {
  // A part of the app that could not be fetched is a TypeError.
  if (!(problem instanceof ApiProblem)) return t(problem instanceof TypeError ? 'offline' : 'unexpected')
  const { kind, body } = problem
  if (kind === 'offline') return t('offline')
  if (kind === 'too-many') return t('tooMany', { wait: waitWords(Number(body['seconds']) || 60) })
  if (kind === 'not-signed-in') return t('signedOut')
  if (kind === 'unavailable' || kind === 'internal') return t('stumbled')
  const [first] = body.errors ?? []
  return first?.message ?? (body.detail === undefined || body.detail === body.title ? body.title : `${body.title}：${body.detail}`)
}

/** The message of one field, as the server named it. */
export function fieldProblem(problem: unknown, field: string): string | undefined {
  if (!(problem instanceof ApiProblem)) return undefined
  return problem.body.errors?.find((one) => one.field.replace(/^(body|query)[./]/, '') === field)?.message
}

export function isProblem(problem: unknown, kind: ProblemType | 'offline'): problem is ApiProblem {
  return problem instanceof ApiProblem && problem.kind === kind
}

/** 40 秒, 12 分钟. */
export function waitWords(seconds: number): string {
  return seconds < 90 ? t('seconds', { n: Math.ceil(seconds) }) : t('minutes', { n: Math.ceil(seconds / 60) })
}
