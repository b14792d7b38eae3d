/** What the desk says when an answer does not come. */
import { defineWords } from '../../ui/words/index.ts'

export const zh = {
  offline: '没连上服务，请检查网络后再试',
  unexpected: '页面出了点问题，请再试一次',
  wholeReach: '我的全部辖区',
  saved: '已下载 {name}',
  savedFilter: '已存为筛选“{name}”',
  forgotFilter: '已删除筛选“{name}”',
  excel: 'Excel 工作簿',
  csv: 'CSV 文件',
  exportList: '导出 Excel',
  exporting: '正在导出…',
} as const

export const t = defineWords(zh, () => import('./data.en.ts'))
