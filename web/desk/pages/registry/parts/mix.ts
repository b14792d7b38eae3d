/** How people are hired, in words: 加盟 34、派遣 12. */
import type { Api, ReplyOf } from '../../../data/index.ts'
import { count, language } from '../../../../ui/words/index.ts'
import { t } from '../../../words/registry.ts'

export type Mix = ReplyOf<Api['GET /outlets/{id}']>['mix']
export type EngagementKind = keyof Mix

export const engagementKinds: readonly EngagementKind[] = ['direct', 'dispatch', 'franchise', 'crowd']

/** The larger first; empty where there is nobody. */
export function mixWords(mix: Mix): string {
  return engagementKinds
    .filter((kind) => mix[kind] > 0)
    .sort((a, b) => mix[b] - mix[a])
    .map((kind) => `${t(kind)} ${count(mix[kind])}`)
    .join(language.value === 'en' ? ', ' : '、')
}
