// Why a row was sent back, in words for the person who has to put it right.

import type { Language } from '../../../../../contract/problems.ts'
import { FIELD_LABELS, type Rejection } from './fields.ts'

/** "经度（C 列）：经纬度填反了" for each, one per line. */
export function reasonsOf(rejections: readonly Rejection[], lang: Language): string {
  return rejections
    .map((one) => {
      const place = one.header || (lang === 'en' ? FIELD_LABELS[one.field].en : FIELD_LABELS[one.field].zh)
      if (lang === 'en') return `${place}${one.column ? ` (column ${one.column})` : ''}: ${reasonOf(one, lang)}`
      return `${place}${one.column ? `（${one.column} 列）` : ''}：${reasonOf(one, lang)}`
    })
    .join('\n')
}

/** One sentence. */
export function reasonOf(rejection: Rejection, lang: Language): string {
  return lang === 'en' ? english(rejection) : chinese(rejection)
}

function chinese({ code, field, detail }: Rejection): string {
  const label = FIELD_LABELS[field].zh
  const said = detail['said'] ? `“${detail['said']}”` : ''
  switch (code) {
    case 'missing-required':
      return field === 'position' ? '新驿站要有经纬度' : `${label}没有填`
    case 'bad-position':
      switch (detail['why']) {
        case 'half':
          return '经度和纬度要一起填'
        case 'swapped':
          return '经度和纬度填反了'
        case 'one-number':
          return '只有一个数，要“经度,纬度”两个'
        case 'elsewhere':
          return '这个位置不在国内，请核对'
        default:
          return '认不出经纬度，请按 116.45512,39.93201 的样子填写'
      }
    case 'bad-hours':
      if (detail['why'] === 'no-such-time') return `没有 ${detail['at']} 这样的时间`
      if (detail['why'] === 'overlap') return `时段 ${detail['at']} 有重叠`
      if (detail['why'] === 'no-hours') return '只写了哪几天，没有写几点到几点'
      return `${detail['at'] ? `看不懂“${detail['at']}”，` : ''}请按“周一至周五 8:00-20:00；周末 9:00-18:00”的样子填写`
    case 'bad-kind':
      return `没有${said}这一类，可填：党群服务中心、城市驿站、骑手驿站、社区驿站、小微园区驿站、楼宇驿站、爱心商家`
    case 'bad-number':
      return `${said}不是人数，请填整数`
    case 'bad-audience':
      return detail['why'] === 'choose' ? '指定行业、指定企业请导入后在驿站页上选' : `认不出${said}，可填：所有人、新就业群体`
    case 'bad-status':
      if (detail['why'] === 'new') return '新驿站只能是筹建或开放'
      if (detail['why'] === 'open-already') return '已经开放过，不能改回筹建'
      return `认不出${said}，可填：筹建、开放、暂停、已撤`
    case 'bad-amenities':
      return `没有${said}这种设施，请照模板里的名称填写，用顿号隔开`
    case 'unknown-owner':
      return `没有登记过“${detail['name']}”，${detail['near'] ? `是不是“${detail['near']}”？` : '请核对名称，或先登记单位'}`
    case 'unknown-place':
      return detail['name'] ? `没有“${detail['name']}”这个辖区，或同名的不止一个，请填全称或代码` : '按位置找不到辖区，请填街道或社区'
    case 'unknown-station':
      return `没有编号 ${detail['said']} 的驿站；新驿站不用填编号`
    case 'outside-reach':
      return `${detail['name'] || '这个位置'}不在您的辖区`
    case 'duplicate-in-file':
      return `与第 ${detail['row']} 行是同一个驿站`
    case 'ambiguous-name':
      return `有 ${detail['count']} 个驿站叫这个名称，请填编号或位置`
    case 'formula-cell':
      return '这一格是公式，请改成值（复制后选择性粘贴为数值）'
    case 'too-long':
      return `${label}最多 ${detail['most']} 个字`
  }
}

function english({ code, field, detail }: Rejection): string {
  const label = FIELD_LABELS[field].en
  const said = detail['said'] ? `“${detail['said']}”` : 'This'
  switch (code) {
    case 'missing-required':
      return field === 'position' ? 'A new station needs a position' : `${label} is missing`
    case 'bad-position':
      switch (detail['why']) {
        case 'half':
          return 'Longitude and latitude go together'
        case 'swapped':
          return 'Longitude and latitude are swapped'
        case 'one-number':
          return 'Only one number: it takes “longitude,latitude”'
        case 'elsewhere':
          return 'The position is not in China'
        default:
          return 'The position cannot be understood. Write it like 116.45512,39.93201'
      }
    case 'bad-hours':
      if (detail['why'] === 'no-such-time') return `There is no time ${detail['at']}`
      if (detail['why'] === 'overlap') return `The times ${detail['at']} overlap`
      if (detail['why'] === 'no-hours') return 'It says which days, not from when until when'
      return `${detail['at'] ? `“${detail['at']}” cannot be understood. ` : ''}Write hours like “Mon-Fri 8:00-20:00; Sat-Sun 9:00-18:00”`
    case 'bad-kind':
      return `${said} is no kind of station: party-mass service centre, city, rider, community, micro-park, tower lounge, partner shop`
    case 'bad-number':
      return `${said} is no whole number`
    case 'bad-audience':
      return detail['why'] === 'choose' ? 'Choose trades or companies on the station’s page after the import' : `${said} is not known: everybody, platform workers`
    case 'bad-status':
      if (detail['why'] === 'new') return 'A new station is planned or open'
      if (detail['why'] === 'open-already') return 'It has been open: it cannot be planned again'
      return `${said} is not known: planned, open, paused, closed`
    case 'bad-amenities':
      return `${said} is no amenity; use the names of the template, parted by commas`
    case 'unknown-owner':
      return `No partner “${detail['name']}” is registered. ${detail['near'] ? `Is it “${detail['near']}”?` : 'Check the name or register the partner first'}`
    case 'unknown-place':
      return detail['name'] ? `No place is called “${detail['name']}”, or several are: write the full name or the code` : 'The position lies in no known place: name the township or community'
    case 'unknown-station':
      return `No station has the number ${detail['said']}; new ones need none`
    case 'outside-reach':
      return `${detail['name'] || 'This position'} is not in your reach`
    case 'duplicate-in-file':
      return `The same station as in row ${detail['row']}`
    case 'ambiguous-name':
      return `${detail['count']} stations have this name: give the number or the position`
    case 'formula-cell':
      return 'This cell holds a formula. Replace it by its value (copy, paste special, values)'
    case 'too-long':
      return `${label} has at most ${detail['most']} characters`
  }
}
