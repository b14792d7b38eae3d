// Hours as somebody typed them: in order, or refused with the field named.

import type { Static } from 'typebox'
import type { Hours as WireHours } from '../../../../contract/stations.ts'
import type { Context } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { words } from '../words.ts'
import { orderedSpans, type Hours, type HoursProblem, type Span, type SpecialDay } from './rules.ts'

type Asking = Pick<Context, 'language'>

/** @throws Problem invalid-request naming the day: hours.weekly.0 */
export function checkedHours(call: Asking, hours: Static<typeof WireHours>): Hours {
  const special = (field: string, day: Static<typeof WireHours>['holidays']): SpecialDay => (typeof day === 'string' ? day : checkedSpans(call, field, day))
  return {
    weekly: hours.weekly.map((spans, day) => checkedSpans(call, `hours.weekly.${day}`, spans)),
    holidays: special('hours.holidays', hours.holidays),
    workdays: special('hours.workdays', hours.workdays),
  }
}

/** @throws Problem invalid-request */
export function checkedSpans(call: Asking, field: string, spans: readonly number[][]): [number, number][] {
  const read = orderedSpans(spans.map(([from = 0, until = 0]): Span => [from, until]))
  if ('problem' in read) throw invalidField(field, problemWords(call, read.problem))
  return read.spans.map(([from, until]) => [from, until])
}

function problemWords({ language }: Asking, problem: HoursProblem): string {
  switch (problem) {
    case 'empty':
      return words(language, '结束时间要晚于开始时间；过了零点请写成次日', 'It has to end after it begins; past midnight is the next day')
    case 'begins-late':
      return words(language, '开始时间要在当天 24:00 之前', 'It has to begin before midnight')
    case 'too-long':
      return words(language, '一段时间最长 24 小时', 'One span is at most 24 hours')
    case 'overlap':
      return words(language, '同一天的时间段重叠了', 'Spans of one day overlap')
  }
}
