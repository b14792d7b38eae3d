import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { registerPersonalData } from '../index.ts'
import { startWaystation } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const rider = await waystation.as('worker-zhou-xiaoman')
const courier = await waystation.as('worker-shi-lei')

type Consent = { purpose: string; version: string; granted: boolean; since: string | null; outdated: boolean; text: string; title: string }
const consents = async (who = rider) => (await who.get('/me/consents')).body['items'] as Consent[]
const one = (items: Consent[], purpose: string) => items.find((item) => item.purpose === purpose)

describe('a worker agrees to one thing at a time', () => {
  it('and takes it back at once; every word stays on record', async () => {
    const before = one(await consents(courier), 'community-contact')
    const version = before?.version ?? ''
    const count = async () => (await waystation.sql((tx) => tx.selectFrom('consent').select('id').where('purpose', '=', 'community-contact').execute())).length
    const had = await count()
    equal((await courier.post('/me/consents', { purpose: 'community-contact', version, granted: true })).body['granted'], true)
    equal(one(await consents(courier), 'community-contact')?.granted, true)
    equal((await courier.post('/me/consents', { purpose: 'community-contact', version, granted: false })).body['granted'], false)
    const after = one(await consents(courier), 'community-contact')
    deepEqual([after?.granted, after?.since !== null, await count()], [false, true, had + 2])
    const events = await waystation.sql((tx) => tx.selectFrom('event').select('kind').where('kind', 'in', ['consent.given', 'consent.withdrawn']).orderBy('id', 'desc').limit(2).execute())
    deepEqual(events.map(({ kind }) => kind), ['consent.withdrawn', 'consent.given'])
  })

  it('reads what it means in their language', async () => {
    ok((await consents()).every(({ title, text }) => /\p{Script=Han}/u.test(title + text)))
    const english = (await rider.get('/me/consents', { 'accept-language': 'en' })).body['items'] as Consent[]
    ok(english.every(({ title, text }) => title !== '' && !/\p{Script=Han}/u.test(title + text)))
  })

  it('is asked again when the text has changed, and cannot agree to one that is gone', async () => {
    const worker = (await rider.get('/me')).body['worker_id'] as number
    await waystation.sql((tx) => tx.insertInto('consent').values({ worker_id: worker, purpose: 'public-badge', version: '2025-01', granted: true, at: waystation.services.clock(), by_account: 1 }).execute())
    const old = one(await consents(), 'public-badge')
    deepEqual([old?.granted, old?.outdated], [true, true])
    equal((await rider.post('/me/consents', { purpose: 'public-badge', version: '2025-01', granted: true })).status, 422)
    equal((await rider.post('/me/consents', { purpose: 'public-badge', version: '2025-01', granted: false })).status, 201)
  })

  it('only for themselves: staff have no consents to give', async () => {
    equal((await (await waystation.as('township-officer')).post('/me/consents', { purpose: 'public-badge', version: '2026-11', granted: true })).status, 403)
    equal((await waystation.stranger.get('/me/consents')).status, 401)
  })
})

describe('a worker sees who read their numbers', () => {
  it('newest first, with what for; nobody else’s', async () => {
    const seen: { id: number; reader: string; purpose: string; employer: boolean }[] = []
    for (let after = ''; ; ) {
      const page = await rider.get(`/me/disclosures?limit=2${after && `&after=${after}`}`)
      seen.push(...(page.body['items'] as typeof seen))
      after = String(page.body['next'] ?? '')
      if (!after) break
    }
    ok(seen.length >= 4)
    deepEqual(seen.map(({ id }) => id), seen.map(({ id }) => id).toSorted((a, b) => b - a))
    ok(seen.some(({ reader }) => reader.startsWith('丁海涛')))
    const others = new Set(((await courier.get('/me/disclosures')).body['items'] as { id: number }[]).map(({ id }) => id))
    ok(!seen.some(({ id }) => others.has(id)))
  })
})

describe('a worker takes everything along', () => {
  it('as JSON, and as a page that needs nothing from elsewhere', async () => {
    const json = await rider.get('/me/export')
    equal(json.status, 200)
    match(json.headers.get('content-disposition') ?? '', /attachment; filename\*=UTF-8''.*\.json/)
    for (const key of ['account', 'sessions', 'consents', 'disclosures', 'events']) ok(Array.isArray(json.body[key]), key)
    const account = (json.body['account'] as { phone: string }[])[0]
    match(account?.phone ?? '', /^1\d{10}$/)

    const page = await rider.get('/me/export?format=html', { 'accept-language': 'zh-CN' })
    match(page.headers.get('content-type') ?? '', /text\/html/)
    ok(page.text.includes(account?.phone ?? '?') && page.text.includes('谁看过我的号码') && page.text.includes('丁海涛'))
    ok(!/<script|<link|<img|src=|href=/i.test(page.text))
  })

  it('what others wrote cannot become markup in it', async () => {
    const worker = (await rider.get('/me')).body['worker_id'] as number
    await waystation.sql((tx) => tx.insertInto('disclosure').values({ worker_id: worker, account_id: 1, reader: '<script>alert(1)</script>', field: 'phone', purpose: 'other', matter: '"><img src=x>', at: waystation.services.clock() }).execute())
    const { text } = await rider.get('/me/export?format=html')
    ok(!text.includes('<script>') && !text.includes('<img'))
  })

  it('a module that says twice what it keeps stops the boot', () => {
    const source = { name: 'access', export: async () => [], erase: async () => undefined }
    try {
      registerPersonalData(source)
      ok(false)
    } catch (error) {
      match(String(error), /registered already/)
    }
  })
})

describe('a worker leaves', () => {
  it('and no column of the city’s tables knows them any more', async () => {
    const leaving = await waystation.as('worker-ayiguli')
    const worker = (await leaving.get('/me')).body['worker_id'] as number
    const account = (await leaving.get('/me')).body['account'] as number
    const known = await waystation.sql((tx) => tx.selectFrom('worker').select(['name', 'phone', 'phone_hash', 'id_number', 'id_hash', 'id_kind', 'pinyin', 'phone_tail', 'id_tail']).where('id', '=', worker).executeTakeFirstOrThrow())
    const { keyring } = waystation.services
    const phone = keyring.open(known.phone ?? Buffer.alloc(0))
    const number = known.id_number ? keyring.open(known.id_number) : ''
    const identifiers = [known.name ?? '?', phone, known.phone_hash ?? '?', ...(number ? [number, known.id_hash ?? '?'] : [])]
    ok((await scan(identifiers)).length > 0)
    // What a colleague wrote down about them, and a code that is on its way.
    await waystation.sql((tx) => tx.insertInto('disclosure').values({ worker_id: worker, account_id: 1, reader: '某人', field: 'phone', purpose: 'other', matter: `给${known.name}回电 ${phone}`, at: waystation.services.clock() }).execute())
    await waystation.stranger.post('/sign-in/codes', { phone })

    equal((await leaving.post('/me/departure', { confirm: 'yes' })).status, 400)
    const answer = await leaving.post('/me/departure', { confirm: 'leave' })
    equal(answer.status, 204, answer.text)
    ok((answer.headers.get('set-cookie') ?? '').includes('Max-Age=0'))
    equal((await leaving.get('/me')).status, 401)
    deepEqual(await scan(identifiers), [])
    deepEqual(await sealedTraces([phone, number].filter(Boolean)), [])

    const stays = await waystation.sql((tx) => tx.selectFrom('account').select(['status', 'phone', 'phone_hash', 'worker_id', 'name']).where('id', '=', account).executeTakeFirstOrThrow())
    deepEqual(stays, { status: 'left', phone: null, phone_hash: null, worker_id: null, name: '' })
    equal((await waystation.stranger.post('/demo/sessions', { persona: 'worker-ayiguli' })).status, 404)
    const event = await waystation.sql((tx) => tx.selectFrom('event').select(['kind', 'worker_id']).orderBy('id', 'desc').executeTakeFirstOrThrow())
    deepEqual(event, { kind: 'worker.departed', worker_id: worker })
  })

  it('and with the same phone begins anew, as somebody nobody knows', async () => {
    const leaving = await waystation.as('worker-tian-xiulan')
    const before = (await leaving.get('/me')).body['worker_id'] as number
    const row = await waystation.sql((tx) => tx.selectFrom('worker').select('phone').where('id', '=', before).executeTakeFirstOrThrow())
    const phone = waystation.services.keyring.open(row.phone ?? Buffer.alloc(0))
    equal((await leaving.post('/me/departure', { confirm: 'leave' })).status, 204)
    await waystation.stranger.post('/sign-in/codes', { phone })
    const messages = (await waystation.stranger.get('/demo/messages')).body as unknown as { to: string; text: string }[]
    const code = /\d{6}/.exec(messages.find(({ to }) => to === phone)?.text ?? '')?.[0]
    const answer = await waystation.stranger.post('/sign-in/phone', { phone, code })
    equal(answer.status, 201)
    const me = answer.body['me'] as { worker_id: number; name: string }
    ok(me.worker_id !== before)
    equal(me.name, '')
  })
})

/** Every place in the city's schema where one of the texts stands: any column of text, json, uuid, bytea or arrays of them. */
async function scan(texts: readonly string[]): Promise<string[]> {
  return waystation.sql(async (tx) => {
    const { rows: columns } = await sql<{ table: string; column: string }>`select c.table_name as table, c.column_name as column from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
      where c.table_schema = 'city_110105' and c.table_name not like 'kysely%' and c.data_type in ('text', 'jsonb', 'json', 'uuid', 'bytea', 'ARRAY', 'character varying')`.execute(tx)
    ok(columns.length > 60)
    const found: string[] = []
    for (const { table, column } of columns) {
      const { rows } = await sql<{ hits: number }>`select count(*)::int as hits from ${sql.table(table)} where exists (
        select from unnest(${[...texts]}::text[]) wanted
        where position(wanted in ${sql.ref(column)}::text) > 0 or position(encode(convert_to(wanted, 'UTF8'), 'hex') in ${sql.ref(column)}::text) > 0)`.execute(tx)
      if ((rows[0]?.hits ?? 0) > 0) found.push(`${table}.${column}: ${rows[0]?.hits ?? 0}`)
    }
    return found
  })
}

/** Sealed values that, once opened, hold one of the texts. */
async function sealedTraces(texts: readonly string[]): Promise<string[]> {
  const { keyring } = waystation.services
  return waystation.sql(async (tx) => {
    const { rows: columns } = await sql<{ table: string; column: string }>`select table_name as table, column_name as column from information_schema.columns where table_schema = 'city_110105' and data_type in ('bytea', 'jsonb') and table_name not in ('seal', 'setting', 'place')`.execute(tx)
    const found: string[] = []
    for (const { table, column } of columns) {
      const { rows } = await sql<{ text: string }>`select ${sql.ref(column)}::text as text from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(tx)
      for (const { text } of rows) {
        for (const [, hex = ''] of text.matchAll(/\\x(01[0-9a-f]{64,})/g)) {
          const clear = opened(keyring, hex)
          if (clear !== undefined && texts.some((one_) => clear.includes(one_))) found.push(`${table}.${column}`)
        }
      }
    }
    return found
  })
}

function opened(keyring: typeof waystation.services.keyring, hex: string): string | undefined {
  try {
    return keyring.open(Buffer.from(hex, 'hex'))
  } catch {
    return undefined
  }
}
