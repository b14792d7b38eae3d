import type { noticeTopics } from '../../../../contract/notices.ts'
import type { Language } from '../../../../contract/problems.ts'

const words: Record<(typeof noticeTopics)[number], readonly [zh: string, en: string]> = {
  applications: ['办事进展', 'My applications'],
  vouchers: ['我的券', 'My vouchers'],
  campaigns: ['关爱活动', 'Care campaigns'],
  stations: ['驿站', 'Stations'],
  account: ['账号与安全', 'My account'],
}

export function topicWords(topic: (typeof noticeTopics)[number], language: Language): string {
  return words[topic][language === 'en' ? 1 : 0]
}
