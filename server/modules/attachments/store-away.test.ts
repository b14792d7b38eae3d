import { deepEqual, equal, ok } from 'node:assert/strict'
import { it } from 'node:test'
import sharp from 'sharp'
import { addActor, makeWorld } from '../../authorisation/world.ts'
import { person, startWaystation } from '../../testing/waystation.ts'

/** Nobody listens on the discard port. */
const s3 = { endpoint: 'http://127.0.0.1:9', bucket: 'papers', region: 'us-east-1', accessKeyId: 'id', secretAccessKey: 'a-secret-of-nobody', addressing: 'path', prefix: '' } as const
const waystation = await startWaystation({ work: false, files: { store: 's3', s3 } })

it('while the store is away an upload is asked to come again, and nothing stays half done', async () => {
  const world = await makeWorld(waystation, '仓外', 110105004000000)
  const rider = await addActor(waystation, { kind: 'worker', worker: (await world.worker()).worker })
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#b04a2f' } }).jpeg().toBuffer()
  const answer = await person(waystation.origin, rider.token).upload('/attachments', photo, '身份证.jpg')
  deepEqual([answer.status, answer.body['type']], [503, '/api/problems/unavailable'])
  ok(!answer.text.includes('papers') && !answer.text.includes('127.0.0.1'))
  equal((await waystation.sql((tx) => tx.selectFrom('attachment').select('id').where('account_id', '=', rider.account).execute())).length, 0)
})
