/** What an event is called on screen; one without words keeps its own name, which auditors can search for. */
import { language } from '../../../ui/words/index.ts'

const words: Readonly<Record<string, string>> = {
  'roster.uploaded': '上传花名册', 'roster.applied': '应用花名册', 'roster.reversed': '撤销花名册', 'roster.withdrawn': '撤回花名册', 'roster.refused': '花名册未收下',
  'engagement.started': '新到岗', 'engagement.ended': '离开', 'engagement.moved': '调站', 'engagement.changed': '资料变更', 'engagement.confirmed': '确认自报', 'engagement.declared': '本人自报', 'engagement.disputed': '现场未见到',
  'company.added': '添加企业', 'company.changed': '修改企业', 'company.late': '名册逾期', 'company.reminded': '催交名册', 'outlet.added': '添加网点', 'outlet.changed': '修改网点', 'outlet.closed': '关闭网点', 'outlet.checked': '现场核实',
  'worker.registered': '登记人员', 'worker.departed': '本人退出', 'fact.settled': '定下资料', 'duplicate.merged': '合并人员', 'duplicate.unmerged': '撤销合并', 'duplicate.dismissed': '判定两人', 'disclosure.made': '查看完整信息',
  'session.started': '登录', 'session.ended': '退出登录', 'role.granted': '授权', 'role.revoked': '收回授权', 'account.added': '添加人员账号', 'setting.changed': '修改规则', 'list.exported': '导出列表', 'consent.given': '本人同意', 'consent.withdrawn': '本人收回同意',
  'partner.added': '登记共建单位', 'partner.changed': '修改共建单位', 'partner.closed': '停用共建单位', 'station.added': '新建驿站', 'station.changed': '修改驿站', 'station.removed': '撤销导入，去掉驿站', 'station.opened': '启用驿站', 'station.paused': '暂停驿站', 'station.closed': '撤站',
  'station.confirmed': '确认驿站资料', 'station.confirm-due': '催确认驿站资料', 'station.exception-added': '加临时安排', 'station.exception-removed': '取消临时安排', 'station.photo-changed': '换入口照片', 'station.photo-removed': '删入口照片', 'station.counted': '数驿站人数',
  'station-code.made': '换打卡码', 'station-code.ended': '停用打卡码', 'remark.made': '骑手反映', 'remark.answered': '回复反映', 'remark.closed': '办结反映', 'good.added': '添加物资', 'good.changed': '修改物资', 'stock.moved': '物资进出',
  'station-import.uploaded': '上传驿站表格', 'station-import.mapping-corrected': '更正驿站表格的列', 'station-import.applied': '应用驿站导入', 'station-import.reversed': '撤销驿站导入', 'station-import.withdrawn': '撤回驿站导入',
  'service.added': '新建服务事项', 'service.changed': '修改服务事项', 'service.published': '发布服务事项', 'service.draft-dropped': '丢弃草稿', 'catalogue.ordered': '调整事项顺序', 'refusal-reason.changed': '修改不予办理的原因',
  'application.submitted': '提交申办', 'application.step': '申办进一步', 'application.asked': '请本人补充', 'application.answered': '本人已补充', 'application.document-opened': '查看申办材料', 'application.withdrawn': '撤回申办', 'application.rated': '评价申办',
  'campaign.added': '新建关爱活动', 'campaign.changed': '修改关爱活动', 'campaign.announced': '公布关爱活动', 'campaign.handed-out': '发放', 'campaign.signed-up': '报名活动', 'campaign.signed-off': '取消报名', 'campaign.reported': '活动总结', 'campaign.thrown-away': '删除活动草稿', 'campaign.forgotten': '清除活动名单',
  'voucher-batch.added': '新建券', 'voucher-batch.changed': '修改券', 'voucher-batch.cancelled': '作废整批券', 'voucher-issue.asked': '批量发券', 'voucher.issued': '发券', 'voucher.redeemed': '核券', 'voucher.redemption-undone': '撤销核券', 'voucher.cancelled': '作废券', 'voucher.expired': '券过期', 'voucher-settlement.closed': '券结算',
  'calendar.changed': '修改节假日', 'boundaries.imported': '导入边界', 'place.added': '添加辖区', 'place.changed': '修改辖区', 'place.retired': '撤销辖区', 'notice-channel.added': '添加通知群', 'notice-channel.removed': '去掉通知群', 'poster.added': '出登记码海报', 'poster.ended': '停用登记码海报',
  'account.created': '添加人员账号', 'account.invited': '邀请人员', 'account.changed': '修改人员账号', 'passkey.added': '添加通行密钥', 'passkey.removed': '去掉通行密钥', 'password.set': '设置密码', 'program.added': '添加接口程序', 'program.ended': '停用接口程序', 'identity.linked': '关联统一身份',
  'brand.added': '添加品牌', 'engagement.stated': '登记从业关系', 'fact.unsettled': '撤销定下的资料', 'duplicate.found': '发现疑似重复', 'roster.mapping-corrected': '更正花名册的列', 'roster.row-decided': '判定花名册的行',
}

export function eventWords(kind: string): string {
  return language.value === 'zh-CN' ? (words[kind] ?? kind) : kind
}
