// Under which kind of contract somebody works, and through whom.

import { cleanText, remembered } from '../../../../platform/lists/clean-text.ts'
import { toSimplified } from '../../../../platform/lists/simplify.ts'

export type EngagementKind = 'direct' | 'dispatch' | 'franchise' | 'crowd'

/** First match wins: 非全日制 must not read as 全日制, 劳务派遣合同工 not as 合同工. */
const KINDS: readonly [RegExp, EngagementKind][] = [
  [/众包|兼职|临时|零工|小时工|日结|灵活|非全|实习|crowd|part-?time|casual|freelance|gig|temp/, 'crowd'],
  [/加盟|代理|合作商|经销|承包|franchise/, 'franchise'],
  [/派遣|外包|劳务|第三方|人力|dispatch|outsourc|agency|subcontract|third-?party/, 'dispatch'],
  [/直营|直签|直聘|自有|自营|自聘|正式|全职|全日制|合同工|劳动合同|正编|在编|固定|无固定|direct|own|full-?time|employee|permanent|regular|staff/, 'direct'],
]

/** The kind, undefined where it is not one we know, and the agency written beside it: 派遣（禾苗人力）, 派遣-禾苗人力. */
export const readKind: (text: string) => { kind: EngagementKind | undefined; agency: string | undefined } = remembered((text) => {
  const clean = cleanText(text)
  const [, head = clean, bracketed] = /^([^(（:]+?)\s*[(（:]\s*([^)）]+?)\s*[)）]?$/.exec(clean) ?? /^([^-—/]+?)\s*[-—/]\s*(.+)$/.exec(clean) ?? []
  const kind = findKind(head) ?? findKind(clean)
  const throughOthers = kind === 'dispatch' || kind === 'franchise'
  // 派遣（全职） names no agency.
  const agency = throughOthers && bracketed !== undefined && !isKindWord(bracketed) ? readLabel(bracketed, 60) : undefined
  return { kind, agency: agency === '' ? undefined : agency }
})

/** Short free text such as a post or a company's name; '' for the dashes people put where there is nothing. */
export function readLabel(text: string, most: number): string {
  const clean = cleanText(text)
  return /^(?:[/\\\-—–.、*]+|无|暂无|n\/?a|none|null|0)$/i.test(clean) ? '' : [...clean].slice(0, most).join('')
}

function findKind(text: string): EngagementKind | undefined {
  const folded = toSimplified(text.toLowerCase())
  return KINDS.find(([pattern]) => pattern.test(folded))?.[1]
}

function isKindWord(text: string): boolean {
  return text.length <= 5 && findKind(text) !== undefined && !/人力|公司|集团/.test(text)
}
