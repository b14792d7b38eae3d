// The picture of the entrance: through the attachments, to everybody.

import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import PdfKit from 'pdfkit'
import sharp from 'sharp'
import { startWaystation, type Person } from '../../../testing/waystation.ts'
import { addStation, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'

const waystation = await startWaystation({ work: false })
const station = await addStation(waystation)
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const neighbour = await staff(waystation, { role: 'township_officer', place: zuojiazhuang })

/** A door at a known place. */
const door = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#b04a2f' } })
  .withExifMerge({ IFD0: { Make: 'A PHONE' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 56/1 2/1', GPSLongitudeRef: 'E', GPSLongitude: '116/1 27/1 1/1' } })
  .jpeg()
  .toBuffer()

async function upload(who: Person, content: Uint8Array = door, name = 'IMG_0001.jpg'): Promise<number> {
  const answer = await who.upload('/attachments', content, name)
  equal(answer.status, 201, answer.text)
  return Number(answer.body['id'])
}

/** As a stranger's browser asks for it. */
async function look(address: string | null): Promise<{ status: number; type: string | null; content: Buffer }> {
  const response = await fetch(`${waystation.origin}${address ?? '/nothing'}`)
  return { status: response.status, type: response.headers.get('content-type'), content: Buffer.from(await response.arrayBuffer()) }
}

const photoOf = async (id: number) => (await waystation.stranger.get(`/stations/${id}`)).body['photo'] as string | null
const rows = () => waystation.sql(async (tx) => (await tx.selectFrom('attachment').select('id').where('kind', '=', 'station-entrance').where('ref', '=', station).execute()).map((one) => one.id))

describe('the picture of the entrance', () => {
  it('is nobody’s to see before it belongs to a station, and everybody’s after, without where it was taken', async () => {
    const attachment = await upload(keeper)
    equal((await look(`/api/v1/110105/photos/${attachment}`)).status, 404)
    const put = await keeper.put(`/stations/${station}/photo`, { attachment })
    deepEqual([put.status, put.body['photo']], [200, `/api/v1/110105/photos/${attachment}`], put.text)
    const seen = await look(await photoOf(station))
    deepEqual([seen.status, seen.type], [200, 'image/jpeg'])
    equal((await sharp(seen.content).metadata()).exif, undefined)
    const near = (await waystation.stranger.get('/stations/nearest?lat=39.935&lon=116.455&limit=50')).body['items'] as { id: number; photo: string | null }[]
    equal(near.find((one) => one.id === station)?.photo, put.body['photo'])
  })

  it('is one: the next takes its place, and the one before is gone', async () => {
    const before = await photoOf(station)
    const attachment = await upload(officer)
    equal((await officer.put(`/stations/${station}/photo`, { attachment })).status, 200)
    deepEqual([await rows(), (await look(before)).status, (await look(await photoOf(station))).status], [[attachment], 404, 200])
  })

  it('comes from whoever uploaded it, from a station of theirs, and is a photo', async () => {
    const kept = await photoOf(station)
    equal((await keeper.put(`/stations/${station}/photo`, { attachment: await upload(officer) })).status, 400, 'somebody else’s upload')
    equal((await neighbour.put(`/stations/${station}/photo`, { attachment: await upload(neighbour) })).status, 404)
    const other = await addStation(waystation)
    const [used] = await rows()
    equal((await officer.put(`/stations/${other}/photo`, { attachment: used })).status, 400, 'another station’s picture')
    const refused = await keeper.put(`/stations/${station}/photo`, { attachment: await upload(keeper, await paper(), 'door.pdf') })
    equal(refused.status, 400)
    match(refused.text, /不能是 PDF/)
    deepEqual([await photoOf(station), (await look(kept)).status], [kept, 200], 'the one before stays')
    const stale = { 'if-match': '"1"' }
    equal((await keeper.put(`/stations/${station}/photo`, { attachment: await upload(keeper) }, stale)).status, 412)
  })

  it('can be taken away, twice as well as once', async () => {
    const kept = await photoOf(station)
    equal((await neighbour.delete(`/stations/${station}/photo`)).status, 404)
    equal((await keeper.delete(`/stations/${station}/photo`)).status, 204)
    equal((await keeper.delete(`/stations/${station}/photo`)).status, 204)
    deepEqual([await photoOf(station), await rows(), (await look(kept)).status], [null, [], 404])
    const events = await waystation.sql((tx) => tx.selectFrom('event').select('kind').where('kind', 'like', 'station.photo-%').orderBy('id').execute())
    deepEqual(events.map((one) => one.kind), ['station.photo-changed', 'station.photo-changed', 'station.photo-removed'])
  })

  it('of a planned station is its makers’ to see, and everybody’s from the day it opens', async () => {
    const planned = await addStation(waystation, { status: 'planned' })
    const put = await officer.put(`/stations/${planned}/photo`, { attachment: await upload(officer) })
    const address = put.body['photo'] as string
    equal(put.status, 200, put.text)
    const seenBy = async (who: Person) => {
      const response = await fetch(waystation.origin + address, { headers: who.token ? { authorization: `Bearer ${who.token}` } : {} })
      return [response.status, response.headers.get('cache-control')]
    }
    deepEqual(await seenBy(officer), [200, 'private, no-store'])
    const rider = await waystation.as('worker-zhou-xiaoman')
    for (const who of [waystation.stranger, neighbour, keeper, rider]) deepEqual((await seenBy(who))[0], 404)
    equal((await rider.get(`/attachments/${address.split('/').at(-1)}`)).status, 404)
    equal((await officer.post(`/stations/${planned}/status`, { status: 'open' })).status, 200)
    for (const who of [waystation.stranger, neighbour, rider]) deepEqual(await seenBy(who), [200, 'public, max-age=3600'])
  })
})

/** A PDF of one empty page. */
async function paper(): Promise<Buffer> {
  const document = new PdfKit()
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => document.on('end', resolve))
  document.end()
  await ended
  return Buffer.concat(parts)
}
