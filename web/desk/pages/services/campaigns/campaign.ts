import type { Api, ReplyOf } from '../../../data/index.ts'

export type Campaign = ReplyOf<Api['GET /campaigns/{id}']>
export const campaignStates = ['draft', 'planned', 'running', 'ended', 'reported'] as const
export const seasons: readonly Campaign['season'][] = ['spring-festival', 'spring', 'summer-heat', 'mid-autumn', 'autumn', 'winter-warmth', 'other']
export const joinings: readonly Campaign['joining'][] = ['sign-up', 'walk-in', 'both']
export const campaignMarks = { draft: 'none', planned: 'soon', running: 'good', ended: 'ok', reported: 'ok' } as const
