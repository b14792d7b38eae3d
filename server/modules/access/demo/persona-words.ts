// What each persona comes to do, in a few words.

import type { Role } from '../../../../contract/permissions.ts'
import type { Language } from '../../../../contract/problems.ts'

const words: Record<Role | 'worker', readonly [zh: string, en: string]> = {
  administrator: ['管账号、权限和规则', 'Looks after accounts, roles and rules'],
  district_officer: ['看全区底数，催没交花名册的企业', 'Sees the whole district and which companies are late'],
  township_officer: ['管好本街道的网点和人，处理冲突', 'Keeps the township’s outlets and people right'],
  community_officer: ['看社区里谁在跑，核对网点', 'Sees who works in the community'],
  grid_worker: ['到网点现场核对人', 'Checks outlets on the spot'],
  station_keeper: ['守驿站', 'Keeps a station'],
  partner_staff: ['管本单位的驿站，办事核券', 'Keeps its stations, handles applications, redeems vouchers'],
  branch_secretary: ['联系支部里的小哥', 'Keeps in touch with the branch'],
  company_hr: ['上传花名册', 'Uploads the roster'],
  company_program: ['每天自动报送', 'Submits by itself every day'],
  outlet_manager: ['更新自己网点的名单', 'Keeps one outlet’s list'],
  auditor: ['查谁看过什么、改过什么', 'Checks who read and changed what'],
  worker: ['看自己的登记，管自己的隐私', 'Checks what is on record, and who read it'],
}

export function personaDoes(role: Role | 'worker', language: Language): string {
  return words[role][language === 'en' ? 1 : 0]
}
