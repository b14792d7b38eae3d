// Throwing a Problem is how an action says no.

import { problems, problemTitle, problemTypeBase, type Language, type ProblemBody, type ProblemType } from '../../../contract/problems.ts'

export type FieldError = { field: string; message: string }

export class Problem extends Error {
  readonly type: ProblemType
  readonly values: Record<string, unknown>
  readonly errors: FieldError[] | undefined

  /** @param values fill the title's {names} and travel with the problem: no personal data */
  constructor(type: ProblemType, values: Record<string, unknown> = {}, errors?: FieldError[]) {
    super(problemTitle(type, 'en', values))
    this.type = type
    this.values = values
    this.errors = errors
  }

  get status(): number {
    return problems[this.type].status
  }
}

/** A refusal whose transaction is committed all the same: a wrong try that has to be counted. */
export class KeptProblem extends Problem {}

export function notFound(): Problem {
  return new Problem('not-found')
}

/** One field is wrong: 400 with the field named. */
export function invalidField(field: string, message: string): Problem {
  return new Problem('invalid-request', {}, [{ field, message }])
}

/** A rule of the field forbids it; `why` is in the caller's language. */
export function ruleProblem(why: string): Problem {
  return new Problem('rule', { why })
}

export function problemBody(problem: Problem, language: Language, instance: string): ProblemBody {
  return {
    type: problemTypeBase + problem.type,
    title: problemTitle(problem.type, language, problem.values),
    status: problem.status,
    instance,
    ...problem.values,
    ...(problem.errors ? { errors: problem.errors, detail: problem.errors.map((one) => one.message).join('；') } : {}),
  }
}
