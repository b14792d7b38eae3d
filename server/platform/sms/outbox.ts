// Messages that are shown instead of sent: on the demo's page, and in the terminal when somebody watches it.

import { smsText } from './words.ts'
import type { Sms } from './message.ts'

export type ShownSms = { at: Temporal.Instant; city: number; to: string; text: string }

export type Outbox = {
  put(sms: Sms): Promise<void>
  /** Newest first. */
  of(city: number): ShownSms[]
}

const MOST = 200

export function createOutbox({ print = process.stdout.isTTY ? console.log : () => undefined } = {}): Outbox {
  const shown: ShownSms[] = []
  return {
    async put(sms) {
      const message = { at: Temporal.Now.instant(), city: sms.city, to: sms.phone, text: smsText(sms) }
      shown.unshift(message)
      shown.length = Math.min(shown.length, MOST)
      print(`✉ ${message.to}  ${message.text}`)
    },
    of: (city) => shown.filter((one) => one.city === city),
  }
}
