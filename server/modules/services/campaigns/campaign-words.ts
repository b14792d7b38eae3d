// What campaigns say to people, in both languages.

import type { Language } from '../../../../contract/problems.ts'
import { words } from '../words.ts'
import type { CampaignState } from './rules.ts'

export function campaignStateWords(language: Language, state: CampaignState): string {
  return { draft: words(language, '草稿', 'draft'), planned: words(language, '已排期', 'planned'), running: words(language, '进行中', 'running'), ended: words(language, '已结束', 'ended'), reported: words(language, '已总结', 'reported') }[state]
}
