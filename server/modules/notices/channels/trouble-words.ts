// Why a message did not arrive in a chat group, for whoever set the robot up.

import type { Language } from '../../../../contract/problems.ts'

const words: Record<string, readonly [zh: string, en: string]> = {
  'address': ['机器人地址已不在允许的范围内', 'The address is no longer among those that are allowed'],
  'unreachable': ['连不上对方的服务器', 'It could not be reached'],
  'no-answer': ['对方没有回应，消息可能已发出', 'There was no answer; the message may have arrived'],
  'code-93000': ['机器人地址无效，可能已被移出群', 'The robot’s address is not valid; it may have been removed from the group'],
  'code-45009': ['发得太频繁，过一会儿才收', 'Too many messages at once; it takes more in a while'],
  'code-310000': ['钉钉拒绝了消息：请核对加签密钥，或把“驿站”加为关键词', 'DingTalk refused it: check the secret, or add 驿站 as a keyword'],
  'code-300001': ['机器人令牌无效，可能已被移出群', 'The robot’s token is not valid; it may have been removed from the group'],
  'code-400101': ['机器人令牌无效，可能已被移出群', 'The robot’s token is not valid; it may have been removed from the group'],
}

export function troubleWords(trouble: string | null, language: Language): string | null {
  if (trouble === null) return null
  const [zh, en] = words[trouble] ?? [`对方拒绝（${trouble.replace(/^(code|http)-/, '')}）`, `It was refused (${trouble.replace(/^(code|http)-/, '')})`]
  return language === 'en' ? en : zh
}
