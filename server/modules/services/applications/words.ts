import type { Language } from '../../../../contract/problems.ts'
import { words } from '../words.ts'
import type { ApplicationState } from './rules.ts'

export function applicationStateWords(language: Language, state: ApplicationState): string {
  const [zh, en] = ({
    'submitted': ['已提交', 'submitted'], 'in-progress': ['办理中', 'under way'], 'asked': ['等本人补充', 'waiting for the worker'], 'approved': ['已办结', 'approved'], 'refused': ['未通过', 'refused'], 'withdrawn': ['已撤回', 'withdrawn'],
  } as const)[state]
  return words(language, zh, en)
}

export function offeredWords(language: Language): string {
  return words(language, '等对方单位接手', 'offered to another provider')
}

export function eligibilityWords(language: Language, verdict: 'yes' | 'no' | 'unknown' | 'not-asked'): string {
  const [zh, en] = ({ 'yes': ['符合', 'meets them'], 'no': ['登记不符，本人说登记有误', 'does not meet them on record; the worker says the record is wrong'], 'unknown': ['登记里没有', 'not on record'], 'not-asked': ['没看，办理时问', 'not looked at; to be asked'] } as const)[verdict]
  return words(language, zh, en)
}
