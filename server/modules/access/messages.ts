// Text messages as the modules send them, and as the demo shows them.

import { createSms, SmsFailed, type Sms } from '../../platform/sms/sms.ts'
import type { Call, Reply, Services } from '../../platform/http/call.ts'
import { Problem } from '../../platform/http/problem.ts'

/** @throws Problem unavailable when the provider does not take it */
export async function sendSms(services: Services, sms: Sms): Promise<void> {
  try {
    await smsOf(services).send(sms)
  } catch (error) {
    if (!(error instanceof SmsFailed)) throw error
    services.log.error({ reason: error.reason, template: sms.template.name }, 'message not sent')
    throw new Problem('unavailable')
  }
}

/**
 * For messages that are tried again. refused: the provider said no, so nobody has got it. unknown: it gave no answer, and
 * may have sent it all the same.
 */
export async function trySms(services: Services, sms: Sms): Promise<{ outcome: 'sent' | 'refused' | 'unknown'; reason: string }> {
  try {
    await smsOf(services).send(sms)
    return { outcome: 'sent', reason: '' }
  } catch (error) {
    if (!(error instanceof SmsFailed)) throw error
    return { outcome: error.silent ? 'unknown' : 'refused', reason: error.reason }
  }
}

export async function listDemoMessages(call: Call<'GET /demo/messages'>): Promise<Reply<'GET /demo/messages'>> {
  return smsOf(call.services).outbox?.of(call.city.code).map(({ at, to, text }) => ({ at, to, text })) ?? []
}

/** One sender for each server. */
function smsOf(services: Services): ReturnType<typeof createSms> {
  let sms = senders.get(services)
  if (!sms) senders.set(services, (sms = createSms(services.config)))
  return sms
}

const senders = new WeakMap<Services, ReturnType<typeof createSms>>()
