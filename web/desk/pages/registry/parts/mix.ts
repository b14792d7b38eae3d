/** How people are hired, in words: 加盟 34、派遣 12. */
import { listed, type Api, type ReplyOf } from '../../../data/index.ts'
import { count } from '../../../../ui/words/index.ts'
import { t } from '../../../words/registry.ts'

export type Mix = ReplyOf<Api['GET /outlets/{id}']>['mix']
export type EngagementKind = keyof Mix

export const engagementKinds: readonly EngagementKind[] = ['direct', 'dispatch', 'franchise', 'crowd']

/** The larger first; empty where there is nobody. */
export function mixWords(mix: Mix): string {
  const words = engagementKinds
    .filter((kind) => mix[kind] > 0)
    .sort((a, b) => mix[b] - mix[a])
    .map((kind) => `${t(kind)} ${count(mix[kind])}`)
  return listed(words)
}
