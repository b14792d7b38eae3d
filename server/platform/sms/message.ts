// What is sent to a phone, and what a sender is.

import type { Language } from '../../../contract/problems.ts'

export type Sms = {
  city: number
  /** Eleven digits, mainland China. */
  phone: string
  template: SmsTemplate
  language: Language
}

/** More kinds of messages become more members: each needs a template that the provider has approved. */
export type SmsTemplate =
  | { name: 'sign-in-code'; code: string; minutes: number }
  /** To the contact of a company that owes its roster. `due`: as people read it, in the language of the message. */
  | { name: 'roster-reminder'; company: string; due: string }
  /** To a worker who asked for it: what there is to know, in a few words. */
  | { name: 'notice'; about: string }

/** The blanks of a template, in the order of the approved text. */
export function templateValues(template: SmsTemplate): readonly (readonly [name: string, value: string])[] {
  if (template.name === 'notice') return [['about', template.about]]
  return template.name === 'sign-in-code' ? [['code', template.code], ['minutes', String(template.minutes)]] : [['company', template.company], ['due', template.due]]
}

/** @throws SmsFailed */
export type SendSms = (sms: Sms) => Promise<void>

export class SmsFailed extends Error {
  readonly reason: string
  /** The provider gave no answer that says anything: it may have sent the message, or not. */
  readonly silent: boolean
  /** @param reason the provider's code, or "timeout": never the phone or the text */
  constructor(reason: string, { silent = false } = {}) {
    super(`The message was not sent: ${reason}`)
    this.reason = reason
    this.silent = silent
  }
}
