// Papers of the applications that wait: a desk without one has nothing to look at. Drawn here, of nobody, and marked so.

import sharp from 'sharp'
import { attachmentsFolder } from '../../server/modules/attachments/jobs.ts'
import { createRandom, type Random } from '../random.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Files } from '../../server/platform/files/files.ts'
import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import { copyRows, instant } from './copy.ts'
import type { Client } from './copy.ts'

type Paper = { id: number; application: number; code: string; title: string; identity: boolean; worker: number; account: number; at: number }

/** Some hundreds of files of about 20 KB: 0.5 s on two cores. */
export async function loadPapers(client: Client, { city, seed, registry }: SimulatedCity, keyring: Keyring, files: Files): Promise<void> {
  const papers = papersOf(registry.services, createRandom(seed, 'papers'))
  const drawn = new Map<string, Drawn>()
  const rows: (Paper & Drawn & { key: string })[] = []
  for (const paper of papers) {
    const picture = drawn.get(paper.code) ?? (await draw(paper.code))
    drawn.set(paper.code, picture)
    rows.push({ ...paper, ...picture, key: await files.put(attachmentsFolder(city), picture.content) })
  }
  await copyRows(client, 'attachment', ['id', 'account_id', 'worker_id', 'kind', 'ref', 'name', 'type', 'bytes', 'width', 'height', 'file_key', 'added_at', 'bound_at'], rows, (one) => [
    one.id, one.account, one.worker, 'application-document', one.application, keyring.seal(`演示-${one.title}.jpg`), 'image/jpeg', one.content.length, one.width, one.height, keyring.seal(one.key), instant(one.at), instant(one.at),
  ])
  await copyRows(client, 'application_document', ['application_id', 'code', 'attachment_id', 'identity', 'added_at'], rows, (one) => [one.application, one.code, one.id, one.identity, instant(one.at)])
}

/** What is required is there; of the rest, half. */
function papersOf({ services, applications }: SimulatedCity['registry']['services'], random: Random): Paper[] {
  const contents = new Map(services.map((one) => [one.id, one.content]))
  return applications
    .filter((one) => one.closedAt === undefined)
    .flatMap((one) => (contents.get(one.serviceId)?.documents ?? []).filter(({ how, required }) => how !== 'bring' && (required || random.chance(0.5))).map(({ code, title, identity }) => ({ application: one.id, code, title: title.zh, identity, worker: one.workerId, account: one.submittedBy, at: one.submittedAt })))
    .map((paper, index) => ({ id: index + 1, ...paper }))
}

type Drawn = { content: Buffer; width: number; height: number }

async function draw(code: string): Promise<Drawn> {
  const [width, height] = code.includes('photo') ? [900, 1200] : [1240, 1600]
  const inside = code.includes('photo') ? portrait(width, height) : sheet(width, height, code.length)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#d8dbe2"/>${inside}${marks(width, height)}</svg>`
  return { content: await sharp(Buffer.from(svg)).jpeg({ quality: 78 }).toBuffer(), width, height }
}

function portrait(width: number, height: number): string {
  const middle = width / 2
  return `<rect x="90" y="90" width="${width - 180}" height="${height - 180}" fill="#c4d3ea"/><circle cx="${middle}" cy="480" r="170" fill="#7f8ba5"/><path d="M${middle - 320} ${height - 90} q0 -400 320 -400 t320 400 z" fill="#5a6788"/>`
}

/** A heading, lines of print as long as chance has them, and a seal. */
function sheet(width: number, height: number, salt: number): string {
  const lines = Array.from({ length: 17 }, (_, line) => `<rect x="190" y="${430 + line * 52}" width="${line % 5 === 4 ? 360 : 860 - ((line * 37 + salt * 53) % 140)}" height="14" rx="7" fill="#b6bccb"/>`)
  return `<rect x="100" y="90" width="${width - 200}" height="${height - 180}" fill="#fdfcf8"/><rect x="${width / 2 - 260}" y="230" width="520" height="44" rx="8" fill="#5a6788"/><rect x="${width / 2 - 130}" y="310" width="260" height="18" rx="9" fill="#b6bccb"/>${lines.join('')}<circle cx="${width - 330}" cy="${height - 300}" r="110" fill="none" stroke="#c96a58" stroke-width="12" opacity=".75"/><path d="M${width - 330} ${height - 360} l18 42 46 4 -35 30 11 45 -40 -24 -40 24 11 -45 -35 -30 46 -4z" fill="#c96a58" opacity=".75"/>`
}

/** DEMO across it, in strokes: a server may have no font. */
function marks(width: number, height: number): string {
  const word = 'M0 0v100h30q50 0 50 -50t-50 -50z M160 0h-50v100h50 M110 48h40 M190 100v-100l42 60 42 -60v100 M354 0q-50 0 -50 50t50 50 50 -50 -50 -50z'
  return [0.3, 0.55, 0.8].map((at) => `<g transform="translate(${width / 2} ${height * at}) rotate(-18) scale(1.5) translate(-202 -50)"><path d="${word}" fill="none" stroke="#d29a3a" stroke-width="12" stroke-linejoin="round" opacity=".55"/></g>`).join('')
}
