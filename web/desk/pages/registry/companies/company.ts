import type { Api, ReplyOf } from '../../../data/index.ts'

export type Company = ReplyOf<Api['GET /companies/{id}']>

export const companyKinds: readonly Company['kind'][] = ['platform', 'franchisee', 'dispatch']
export const freshnessStates: readonly Company['freshness']['state'][] = ['on-time', 'due-today', 'late', 'never', 'not-asked']
