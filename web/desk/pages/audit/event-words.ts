/** What an event is called on screen; one without words keeps its own name, which auditors can search for. */
import { language } from '../../../ui/words/index.ts'

const words: Readonly<Record<string, string>> = {
  'roster.uploaded': '上传花名册', 'roster.applied': '应用花名册', 'roster.reversed': '撤销花名册', 'roster.withdrawn': '撤回花名册', 'roster.refused': '花名册未收下',
  'engagement.started': '新到岗', 'engagement.ended': '离开', 'engagement.moved': '调站', 'engagement.changed': '资料变更', 'engagement.confirmed': '确认自报', 'engagement.declared': '本人自报', 'engagement.disputed': '现场未见到',
  'company.added': '添加企业', 'company.changed': '修改企业', 'company.late': '名册逾期', 'company.reminded': '催交名册', 'outlet.added': '添加网点', 'outlet.changed': '修改网点', 'outlet.closed': '关闭网点', 'outlet.checked': '现场核实',
  'worker.registered': '登记人员', 'worker.left': '本人退出', 'fact.settled': '定下资料', 'duplicate.merged': '合并人员', 'duplicate.unmerged': '撤销合并', 'duplicate.dismissed': '判定两人', 'disclosure.made': '查看完整信息',
  'session.began': '登录', 'session.ended': '退出登录', 'role.granted': '授权', 'role.revoked': '收回授权', 'account.added': '添加人员账号', 'setting.changed': '修改规则', 'list.exported': '导出列表', 'consent.given': '本人同意', 'consent.withdrawn': '本人收回同意',
}

export function eventWords(kind: string): string {
  return language.value === 'zh-CN' ? (words[kind] ?? kind) : kind
}
