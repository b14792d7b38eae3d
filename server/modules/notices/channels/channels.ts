// Chat groups of staff: added by an office for a place of its own, tried out, taken away.

import { sql } from 'kysely'
import { placeCode } from '../../../../contract/place-code.ts'
import { placesLiteral } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { invalidField, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { isRobotAddress, post, type Robot } from '../delivery/chat-robots.ts'
import { troubleWords } from './trouble-words.ts'

type View = Reply<'POST /notice-channels'>
type Row = { id: number; place: number; kind: Robot['kind']; name: string; url: Buffer; secret: Buffer | null; topics: View['topics']; sent_at: Temporal.Instant | null; trouble: string | null; revision: number }

const columns = sql`id, place, kind, name, url, secret, topics, sent_at, trouble, revision`

export async function listChannels(call: Call<'GET /notice-channels'>): Promise<Reply<'GET /notice-channels'>> {
  const { limit = 50, after } = call.query
  const last = after ? decodeCursor(after, ['number'])[0] : null
  const { rows } = await sql<Row>`
    select ${columns} from notice_channel where ${inReach(call)} and (${last}::int8 is null or id < ${last}::int8) order by id desc limit ${limit + 1}`.execute(call.tx)
  const page = cutPage(rows, limit, ({ id }) => [id])
  return { ...page, items: await views(call, page.items) }
}

export async function addChannel(call: Call<'POST /notice-channels'>): Promise<View> {
  const { kind, url, secret, topics } = call.body
  const place = placeCode(call.body.place)
  if (!(await describePlaces(call.tx, [place])).has(place) || !covers(call, place)) throw notFound()
  const { keyring, config } = call.services
  if (!isRobotAddress(kind, url, config.noticeWebhooks)) {
    throw invalidField('url', call.language === 'en' ? 'This is not the address of such a robot; copy it from the chat program' : '这不是该类群机器人的地址，请从群设置里复制')
  }
  if (kind === 'wecom' && secret) throw ruleProblem(call.language === 'en' ? 'WeCom robots have no secret' : '企业微信的群机器人没有加签密钥')
  const { rows: [row] } = await sql<Row>`
    insert into notice_channel (place, kind, name, url, secret, topics, added_by, added_at)
    values (${place}, ${kind}, ${call.body.name.trim()}, ${keyring.seal(url)}, ${secret ? keyring.seal(secret) : null}, ${[...topics]}::text[], ${call.actor.account}, ${call.now}) returning ${columns}`.execute(call.tx)
  if (!row) throw notFound()
  await call.emit({ kind: 'notice-channel.added', place, subject: row.id, data: { kind, topics } })
  const [view] = await views(call, [row])
  if (!view) throw notFound()
  return view
}

export async function testChannel(call: Call<'POST /notice-channels/{id}/tests'>): Promise<Reply<'POST /notice-channels/{id}/tests'>> {
  const row = await call.inTransaction('read', (inside) => getChannel(inside, call.params.id))
  const { keyring, config } = call.services
  const robot = { kind: row.kind, url: keyring.open(row.url), secret: row.secret ? keyring.open(row.secret) : undefined }
  const result = await post(robot, { title: '【驿站】测试消息', text: `“${row.name}”已接通。` }, config.noticeWebhooks, call.now)
  const trouble = result.outcome === 'sent' ? null : result.reason
  await call.inTransaction('write', ({ tx }) => tx.updateTable('notice_channel').set(trouble === null ? { sent_at: call.now, trouble } : { trouble }).where('id', '=', row.id).execute())
  return { arrived: trouble === null, trouble: troubleWords(trouble, call.language) }
}

export async function removeChannel(call: Call<'DELETE /notice-channels/{id}'>): Promise<void> {
  const { id, place, kind } = await getChannel(call, call.params.id)
  await call.tx.deleteFrom('notice_channel').where('id', '=', id).execute()
  await call.emit({ kind: 'notice-channel.removed', place, subject: id, data: { kind } })
}

async function getChannel(call: Context, id: number): Promise<Row> {
  const { rows: [row] } = await sql<Row>`select ${columns} from notice_channel where id = ${id} and ${inReach(call)}`.execute(call.tx)
  if (!row) throw notFound()
  return row
}

function inReach({ scope }: Context) {
  return sql<boolean>`place <@ ${placesLiteral(scope.places)}::int8multirange`
}

function covers({ scope }: Context, place: number): boolean {
  return scope.places === 'all' || scope.places.some(([low, high]) => place >= low && place < high)
}

async function views(call: Context, rows: readonly Row[]): Promise<View[]> {
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  return rows.map(({ id, place, kind, name, url, secret, topics, sent_at, trouble, revision }) => ({
    id, place, place_name: places.get(place)?.name ?? '', kind, name, address: shown(call.services.keyring.open(url)), signed: secret !== null, topics, sent_at, trouble: troubleWords(trouble, call.language), revision,
  }))
}

/** Enough to tell two apart; whoever has the whole address may write into the group. */
function shown(url: string): string {
  return `${URL.parse(url)?.host ?? ''} …${url.slice(-4)}`
}
