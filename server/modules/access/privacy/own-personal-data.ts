// What access itself knows of a worker.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { accessChanged } from '../sessions/changes.ts'
import { registerPersonalData, type PersonalDataSection } from './personal-data.ts'

registerPersonalData({ name: 'access', export: exportOwn, erase: eraseOwn })

async function exportOwn(context: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const { tx, services } = context
  const accounts = await tx.selectFrom('account').select(['id', 'language', 'phone', 'status', 'created_at']).where('worker_id', 'in', workers).execute()
  const ids = [0, ...accounts.map(({ id }) => id)]
  const sessions = await tx.selectFrom('session').select(['label', 'created_at', 'last_used_on', 'expires_at', 'revoked_at']).where('account_id', 'in', ids).orderBy('id').execute()
  const passkeys = await tx.selectFrom('passkey').select(['label', 'created_at', 'last_used_at']).where('account_id', 'in', ids).execute()
  const consents = await tx.selectFrom('consent').select(['purpose', 'version', 'granted', 'at']).where('worker_id', 'in', workers).orderBy('id').execute()
  const disclosures = await tx.selectFrom('disclosure').select(['at', 'reader', 'field', 'purpose', 'matter', 'company_id']).where('worker_id', 'in', workers).orderBy('id').execute()
  const events = await tx.selectFrom('event').select(['id', 'at', 'kind', 'data']).where('worker_id', 'in', workers).orderBy('id').execute()
  const at = ['时间', 'Time'] as const
  return [
    { key: 'account', title: ['登录账号', 'Account'], columns: { phone: ['手机号', 'Phone'], language: ['语言', 'Language'], created_at: ['建立于', 'Since'] }, rows: accounts.map(({ phone, id, language, status, created_at }) => ({ id, phone: phone ? services.keyring.open(phone) : null, language, status, created_at })) },
    { key: 'sessions', title: ['登录过的设备', 'Devices'], columns: { label: ['设备', 'Device'], created_at: ['登录于', 'Signed in'], last_used_on: ['最近使用', 'Last used'], expires_at: ['到期', 'Expires'], revoked_at: ['已退出', 'Signed out'] }, rows: sessions },
    { key: 'passkeys', title: ['通行密钥', 'Passkeys'], columns: { label: ['名称', 'Name'], created_at: ['添加于', 'Added'], last_used_at: ['最近使用', 'Last used'] }, rows: passkeys },
    { key: 'consents', title: ['我的授权', 'Consents'], columns: { at, purpose: ['用途', 'Purpose'], granted: ['同意', 'Agreed'], version: ['版本', 'Version'] }, rows: consents },
    { key: 'disclosures', title: ['谁看过我的号码', 'Who read my numbers'], columns: { at, reader: ['谁', 'Who'], field: ['看了什么', 'What'], purpose: ['用途', 'Purpose'], matter: ['事由', 'Matter'] }, rows: disclosures },
    { key: 'events', title: ['和我有关的记录', 'What happened'], columns: { at, kind: ['事项', 'What'] }, rows: events },
  ]
}

async function eraseOwn(context: Context, workers: readonly number[]): Promise<void> {
  const { tx } = context
  const accounts = await tx.selectFrom('account').select(['id', 'phone_hash']).where('worker_id', 'in', workers).execute()
  for (const { id, phone_hash: phoneHash } of accounts) {
    if (phoneHash) await tx.deleteFrom('one_time_code').where('phone_hash', '=', phoneHash).execute()
    await tx.deleteFrom('sign_in_step').where('account_id', '=', id).execute()
    await tx.deleteFrom('passkey').where('account_id', '=', id).execute()
    await tx.deleteFrom('outside_identity').where('account_id', '=', id).execute()
    await tx.deleteFrom('session').where('account_id', '=', id).execute()
    // Answers remembered for this account, but for the one that is being given.
    await tx.deleteFrom('idempotency_key').where('account_id', '=', id).where('status', '<>', 0).execute()
    await tx
      .updateTable('account')
      .set({ status: 'left', name: '', title: '', login: null, phone: null, phone_hash: null, password_hash: null, totp_secret: null, worker_id: null, persona: null })
      .where('id', '=', id)
      .execute()
    await accessChanged(tx, context, id)
  }
  // Consents and disclosures stay as proof, with ids only; what a reader wrote down may name the worker.
  await sql`update disclosure set matter = '' where worker_id = any(${[...workers]}::bigint[]) and matter <> ''`.execute(tx)
}
