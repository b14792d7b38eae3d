// The workbook an office can fill in when it keeps no list of its own.

import type { Language } from '../../../../../contract/problems.ts'
import type { OutSheet } from '../../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../../platform/spreadsheets/write-xlsx.ts'
import { type Field, FIELD_LABELS } from './fields.ts'

const COLUMNS: readonly Field[] = ['name', 'kind', 'owner', 'place', 'address', 'position', 'hours', 'holidays', 'amenities', 'capacity', 'audience', 'entrance_note', 'status']

/** Headers, one example row (marked, and skipped by the reader), and a sheet of notes. All cells are text. */
export function stationTemplate(lang: Language): AsyncGenerator<Buffer> {
  const en = lang === 'en'
  const list: OutSheet = {
    name: en ? 'Stations' : '驿站',
    columns: COLUMNS.map((field) => ({ header: en ? FIELD_LABELS[field].en : FIELD_LABELS[field].zh, kind: 'text', width: WIDTHS[field] ?? 16 })),
    rows: [COLUMNS.map((field) => (NOTES[field]?.example ?? ['', ''])[en ? 1 : 0])],
  }
  const notes: OutSheet = {
    name: en ? 'How to fill it in' : '填写说明',
    columns: en ? [{ header: 'Column', width: 24 }, { header: 'Needed', width: 10 }, { header: 'How', width: 90 }] : [{ header: '列', width: 18 }, { header: '必填', width: 8 }, { header: '怎么填', width: 90 }],
    rows: COLUMNS.map((field) => [en ? FIELD_LABELS[field].en : FIELD_LABELS[field].zh, NEEDED.has(field) ? (en ? 'yes' : '是') : '', (NOTES[field]?.how ?? ['', ''])[en ? 1 : 0]]),
  }
  return writeXlsx([list, notes])
}

const NEEDED = new Set<Field>(['name', 'kind', 'owner', 'position'])
const WIDTHS: Partial<Record<Field, number>> = { name: 30, owner: 24, place: 20, address: 30, position: 24, hours: 44, amenities: 36, entrance_note: 30 }

const NOTES: Partial<Record<Field, { example: readonly [string, string]; how: readonly [string, string] }>> = {
  name: { example: ['示例：幸福二村骑手驿站（这一行不会读取）', 'Example: Xingfu Second Village rider station (this row is skipped)'], how: ['门口挂的名称。已有的驿站按名称对上，只改填了的内容。', 'As at its door. A station that exists is found by its name; only what is filled in changes.'] },
  kind: { example: ['骑手驿站', 'rider station'], how: ['党群服务中心、城市驿站、骑手驿站、社区驿站、小微园区驿站、楼宇驿站、爱心商家。', 'Party-mass service centre, city, rider, community, micro-park, tower lounge or partner shop.'] },
  owner: { example: ['三里屯街道总工会', 'Sanlitun union'], how: ['登记过的单位：名称、简称或统一社会信用代码。', 'A registered partner: its name, short name or unified social credit code.'] },
  place: { example: ['幸福二村社区', '幸福二村社区'], how: ['街道或社区的名称或代码。不填就按位置找。', 'Township or community, by name or code. When left out it is found by the position.'] },
  address: { example: ['幸福二村 12 号楼底商', '12 Xingfu Second Village'], how: ['写到门牌。', 'Down to the house number.'] },
  position: { example: ['116.45512,39.93201', '116.45512,39.93201'], how: ['“经度,纬度”，也可以分成经度、纬度两列。从高德、腾讯、百度地图上取的，请在表头写明（如“高德坐标”），或在上传时选择。', '“longitude,latitude”, or two columns. Where it was taken from AMap, Tencent or Baidu, say so in the header or when uploading.'] },
  hours: { example: ['周一至周五 8:00-20:00；周末 9:00-18:00', 'Mon-Fri 8:00-20:00; Sat-Sun 9:00-18:00'], how: ['也可以写：24小时；每天 8:00-22:00；8:00-12:00，14:00-18:00；20:00-次日2:00。没写到的日子算不开。', 'Also: 24 hours; daily 8:00-22:00; 8:00-12:00, 14:00-18:00. Days that are not named are closed.'] },
  holidays: { example: ['休息', 'closed'], how: ['照常、休息，或另写时间。不填就照常。', 'as usual, closed, or hours of their own. As usual when left out.'] },
  amenities: { example: ['饮水、微波炉、手机充电、卫生间', 'water, microwave, phone charging, toilet'], how: ['饮水、微波炉、手机充电、换电、卫生间、休息座位、急救箱、常用药、Wi-Fi、空调、取暖、阅读角、智能门锁、用餐、修车工具、借伞、淋浴、充电宝、冰箱、电动车停放、母婴室，用顿号隔开。', 'Parted by commas.'] },
  capacity: { example: ['12', '12'], how: ['能同时坐多少人。', 'How many people can sit there at once.'] },
  audience: { example: ['所有人', 'everybody'], how: ['所有人或新就业群体；指定行业、企业的，导入后在驿站页上选。', 'Everybody or platform workers; trades and companies are chosen on the station’s page.'] },
  entrance_note: { example: ['从小区南门进，右手第二家', 'Through the south gate, second on the right'], how: ['怎么找到门。', 'How to find the door.'] },
  status: { example: ['开放', 'open'], how: ['筹建、开放；已有的还可以填暂停、已撤。不填算开放。', 'Planned or open; those that exist also paused or closed. Open when left out.'] },
}
