// What keeps a content from being published: codes that lead nowhere, a form that does not hold together.

import type { ServiceContent } from '../../../../contract/services.ts'
import { isInside, placeRange } from '../../../../contract/place-code.ts'
import { wholeCode } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import type { FieldError } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { partnerNames, stationNames } from '../../stations/index.ts'
import { ruleFindings } from '../eligibility/describe-rule.ts'
import { faultsOf, formFaults } from '../forms/rules.ts'
import { words } from '../words.ts'

/** Fields as the editor names them: `form.properties.phone.format`. Empty: it may be published. */
export async function contentFindings(call: Pick<Context, 'tx' | 'language'>, content: ServiceContent, place: number): Promise<FieldError[]> {
  const say = (zh: string, en: string) => words(call.language, zh, en)
  const findings: FieldError[] = []
  const add = (field: string, message: string) => findings.push({ field, message })
  for (const field of ['summary', 'description', 'where'] as const) if (content[field].zh.trim() === '') add(`${field}.zh`, say('请填写', 'Please fill this in'))
  if (content.title.zh.trim() === '') add('title.zh', say('请填写', 'Please fill this in'))
  if (content.provider_id !== null && !(await partnerNames(call.tx, [content.provider_id])).has(content.provider_id)) add('provider_id', say('没有这个办理单位', 'There is no such provider'))
  const stations = await stationNames(call.tx, content.station_ids)
  for (const id of content.station_ids) if (!stations.has(id)) add('station_ids', say(`没有编号 ${id} 的驿站，或已关闭`, `There is no open station ${id}`))
  const places = await describePlaces(call.tx, content.places.map(wholeCode))
  for (const code of content.places) if (!places.has(wholeCode(code)) || !isInside(wholeCode(code), placeRange(place))) add('places', say(`${code} 不在这项服务的辖区内`, `${code} is no place inside that of this service`))
  findings.push(...(await ruleFindings(call, content.eligibility, 'eligibility')))
  for (const { field, fault, values = {} } of faultsOf(content.form)) {
    const [zh, en] = formFaults[fault]
    add(`form.${field}`, say(zh, en).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')))
  }
  for (const list of ['documents', 'steps'] as const) {
    const codes = content[list].map(({ code }) => code)
    codes.forEach((code, i) => codes.indexOf(code) !== i && add(`${list}.${i}.code`, say(`代码“${code}”重复`, `The code “${code}” stands there twice`)))
  }
  const shared = content.documents.findIndex(({ code }) => Object.hasOwn(content.form.properties, code))
  if (shared >= 0) add(`documents.${shared}.code`, say('表单里已有同名的项', 'The form has a field of the same code'))
  return findings
}
