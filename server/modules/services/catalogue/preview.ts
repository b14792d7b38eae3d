// POST /catalogue/preview and /catalogue/reach: what staff see while they edit.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { placeCode } from '../../../../contract/place-code.ts'
import { knownCalendar } from '../../calendar/index.ts'
import { promisedOn } from '../applications/rules.ts'
import { countMeant } from '../eligibility/judge-worker.ts'
import { requireSoundRule, ruleWords } from '../eligibility/describe-rule.ts'
import { judgeAnswers } from '../forms/check-answers.ts'
import { exampleAnswers, faultsOf } from '../forms/rules.ts'
import { contentFindings } from './findings.ts'

export async function previewService(call: Call<'POST /catalogue/preview'>): Promise<Reply<'POST /catalogue/preview'>> {
  const { content, answers } = call.body
  const findings = await contentFindings(call, content, placeCode(call.city.code))
  // A form that does not hold together checks nothing.
  const errors = answers && faultsOf(content.form).length === 0 ? judgeAnswers(content.form, answers, call.language).errors : []
  return {
    findings, errors: errors.map(({ field, message }) => ({ field: `answers.${field}`, message })), example: exampleAnswers(content.form, call.today),
    eligibility_words: await ruleWords(call, content.eligibility), promised_on: promisedOn(call.today, content.promised_days, [], call.today, await knownCalendar(call)),
  }
}

export async function countReach(call: Call<'POST /catalogue/reach'>): Promise<Reply<'POST /catalogue/reach'>> {
  const { eligibility } = call.body
  await requireSoundRule(call, eligibility, 'eligibility')
  return { words: await ruleWords(call, eligibility), ...(await countMeant(call, eligibility)) }
}
