import type { Api, ReplyOf } from '../../../data/index.ts'

export type Partner = ReplyOf<Api['GET /partners/{id}']>
export const partnerKinds: readonly Partner['kind'][] = ['party-mass', 'government', 'union', 'company', 'shop', 'clinic', 'property', 'association', 'other']
