// POST /workers: somebody was found on the spot.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { openEngagement } from '../engagements/open-engagement.ts'
import { getOpenOutlet, type OpenOutlet } from '../outlets/open-outlet.ts'
import type { IdDocument } from '../rosters/reading/read-id.ts'
import { pinyinOf } from '../rosters/reading/pinyin.ts'
import { words } from '../words.ts'
import { findKnownWorker } from './find-known-worker.ts'
import { keyedId, keyedPhone, parseId, parsePhone } from './identifiers.ts'
import { answerWorker } from './worker-detail.ts'

export async function registerWorker(call: Call<'POST /workers'>): Promise<Reply<'POST /workers'>> {
  const { body } = call
  const name = body.name.trim()
  const phone = readPhone(call, body.phone)
  const document = readDocument(call, body.id_number)
  const outlet = await getOpenOutlet(call, body.outlet_id)
  const since = body.since === undefined ? call.today : Temporal.PlainDate.from(body.since)
  if (Temporal.PlainDate.compare(since, call.today) > 0) throw invalidField('since', words(call.language, '到岗日期不能在今天之后', 'It cannot begin later than today'))
  const worker = await knownOrNew(call, { name, phone, document, outlet })
  await openEngagement(call, {
    worker, outlet, kind: body.kind, saidKind: body.kind, agencyName: body.agency_name, post: body.post, since, source: 'spot', name, phone, ...(body.since === undefined ? {} : { hiredOn: since }),
  })
  return answerWorker(call, worker)
}

/**
 * Somebody who is known, from here or from elsewhere, is the same worker with one more engagement. Two requests at once
 * for one outlet wait for each other, so that a double click registers nobody twice.
 * @throws Problem already-exists when the document number is registered under another name
 */
export async function knownOrNew(call: Context, { name, phone, document, outlet }: { name: string; phone?: string | undefined; document?: IdDocument | undefined; outlet: OpenOutlet }): Promise<number> {
  const { keyring } = call.services
  await call.tx.selectFrom('outlet').select('id').where('id', '=', outlet.id).forNoKeyUpdate().execute()
  // The person may be known from another township, out of the caller's reach.
  const find = () => beyondScope(call, () => findKnownWorker(call.tx, keyring, { name, document, phone, outlet: outlet.id }))
  const known = await find()
  if (known?.by === 'id' && known.name !== null && known.name !== name) {
    throw new Problem('already-exists', { what: words(call.language, '这个证件号已登记在另一个姓名下，请核对', 'This document number is registered under another name; compare it') })
  }
  if (known) return known.id
  const keyedDocument = document ? keyedId(keyring, document) : undefined
  const keyed = phone === undefined ? undefined : keyedPhone(keyring, phone)
  const made = await call.tx
    .insertInto('worker')
    .values({
      name, ...pinyinOf(name), trade: outlet.trade, place: outlet.place, state: 'present', created_at: call.now,
      id_kind: keyedDocument?.kind ?? null, id_hash: keyedDocument?.hash ?? null, id_tail: keyedDocument?.tail ?? null, id_number: keyedDocument?.sealed ?? null,
      phone_hash: keyed?.hash ?? null, phone_tail: keyed?.tail ?? null, phone: keyed?.sealed ?? null,
    })
    .onConflict((conflict) => conflict.constraint('worker_id_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
  // Registered at another outlet in this very moment.
  if (!made) return (await find())?.id ?? Promise.reject(new Problem('conflict', { what: name }))
  await call.emit({ kind: 'worker.registered', place: outlet.place, worker: made.id, subject: made.id })
  return made.id
}

function readPhone(call: Pick<Context, 'language'>, typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined
  const digits = parsePhone(typed)
  if (!digits) throw invalidField('phone', words(call.language, '请填 11 位手机号', 'Give a mobile number of 11 digits'))
  return digits
}

function readDocument(call: Pick<Context, 'language' | 'today'>, typed: string | undefined): IdDocument | undefined {
  if (typed === undefined || typed.trim() === '') return undefined
  const document = parseId(typed, call.today)
  if (!document) throw invalidField('id_number', words(call.language, '证件号码校验不通过，请核对', 'The document number does not check; compare it'))
  return document
}
