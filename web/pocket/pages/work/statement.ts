/** My own word on one engagement. */
import type { Api, BodyOf } from '../../data/index.ts'
import type { Engagement, Fact, Field } from '../parts/engagements.ts'

export type Statement = NonNullable<BodyOf<Api['PUT /me/engagements/{id}/statement']>>
export type EditableField = keyof Statement

export const editable: readonly Field[] = ['name', 'kind', 'agency_name', 'post', 'hired_on']
const order: readonly Field[] = ['outlet', 'kind', 'agency_name', 'post', 'hired_on', 'name', 'phone']

/** Fields to show: those somebody spoke of, and those I may add. An agency only where there can be one. */
export function shownFields(one: Engagement, facts: readonly Fact[]): Field[] {
  return order.filter((field) => {
    if (facts.some((fact) => fact.field === field)) return true
    if (field === 'agency_name') return one.kind === 'dispatch' || one.kind === 'franchise'
    return editable.includes(field)
  })
}

/** What I have said so far, the unsent word included: where a change starts from. */
export function saidBySelf(facts: readonly Fact[], unsent: Statement | undefined): Statement {
  const said: Record<string, string> = {}
  for (const fact of facts) {
    const mine = fact.values.find((value) => value.source === 'self')?.value
    if (mine !== null && mine !== undefined && editable.includes(fact.field)) said[fact.field] = mine
  }
  return { ...said, ...unsent } as Statement
}
