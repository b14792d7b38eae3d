import type { Api, ReplyOf } from '../../../data/index.ts'

/** All that the tablet shows. */
export type Counter = ReplyOf<Api['GET /stations/{id}/counter']>
