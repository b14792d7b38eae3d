// What workers fill in: plausible, of their own record where the form asks for it.

import type { FormField, FormSchema } from '../../contract/services.ts'
import { isoDay } from '../days.ts'
import type { Random } from '../random.ts'
import type { WorkerRow } from '../registry/model.ts'

const LONG = ['想在站点旁边盘个小窗口卖早点，媳妇会做煎饼。', '跑了三年外卖，想开个修电动车的铺子，手艺有。', '下个月孩子放假过来，想提前安排。', '白天跑单，最好晚上七点后联系。', '以前办过一次，材料都在。']
const TEXTS = ['幸福里 3 号院', '朝阳公园西路宿舍 2 单元 601', '团结湖东里 12 楼', '乐乐', '花生过敏', '没有']

export function answersOf(form: FormSchema, worker: WorkerRow, submittedOn: number, random: Random): { [code: string]: unknown } {
  const all = Object.entries(form.properties).flatMap(([code, field]): [string, unknown][] => {
    if (!form.required.includes(code) && random.chance(0.4)) return []
    const value = answerOf(field, worker, submittedOn, random)
    return value === undefined ? [] : [[code, value]]
  })
  return Object.fromEntries(all)
}

function answerOf(field: FormField, worker: WorkerRow, submittedOn: number, random: Random): unknown {
  const codes = (list: readonly { const: string }[] = []) => list.map((one) => one.const)
  switch (field['x-widget']) {
    case 'text':
      return random.pick(TEXTS).slice(0, field.maxLength ?? 60)
    case 'long-text':
      return random.pick(LONG)
    case 'integer':
      return Math.min(field.maximum ?? 100, (field.minimum ?? 0) + random.int(0, 6))
    case 'yes-no':
      return random.chance(0.5)
    case 'date':
      return isoDay(submittedOn + random.int(1, 20))
    case 'choice':
      return random.pick(codes(field.oneOf))
    case 'choices':
      return random.shuffle(codes(field.items?.oneOf)).slice(0, random.int(1, 2))
    case 'phone':
      return worker.phone
    case 'id-number':
      return worker.idKind === 'resident-id' ? worker.idNumber : undefined
    case 'attachment':
      return undefined
  }
}
