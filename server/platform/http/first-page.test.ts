import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import Fastify from 'fastify'
import { serveFirstPage } from './first-page.ts'

const page = (asks: readonly string[]) => `<body><div id="app"></div><script type="application/json" id="answers">${JSON.stringify(asks)}</script></body>`
const app = Fastify()
after(() => app.close())
app.get('/api/v1/cities', async () => ({ items: [{ code: 110105 }, { code: 330106 }] }))
app.get('/api/v1/110105/stations', async (request) => ({ items: [{ name: '</script><b>$& 驿站' }], signedIn: request.headers.cookie !== undefined }))
app.get('/api/v1/110105/broken', async (_, reply) => reply.status(500).send({ title: 'broken' }))
serveFirstPage(app, '/stations', page(['/api/v1/cities', '/api/v1/{city}/stations?limit=20', '/api/v1/{city}/broken']))
const built = `<html lang="zh-CN">${page(['/api/v1/cities', '/api/v1/{city}/stations?limit=20']).replace('</div>', '<!--drawn--></div>')}</html>`
serveFirstPage(app, '/drawn', built, async (name, answers) => `<p>${name} $& ${Object.keys(answers).length}</p>`)
serveFirstPage(app, '/undrawn', built, () => Promise.reject(new Error('no')))
serveFirstPage(app, '/unanswered', built.replace('limit=20', 'limit=20","/api/v1/{city}/broken'), async () => 'drawn from half of it')
serveFirstPage(app, '/plain', '<body>no slot</body>')

function answersIn(text: string): Record<string, { signedIn?: boolean; items: { name?: string }[] }> {
  return JSON.parse(/id="answers">(.*)<\/script>/.exec(text)?.[1] ?? '') as Record<string, { signedIn?: boolean; items: { name?: string }[] }>
}

test('the first page brings the answers of the first city, and leaves out what could not be answered', async () => {
  const { body, headers } = await app.inject({ url: '/stations' })
  const answers = answersIn(body)
  assert.deepEqual(Object.keys(answers), ['/api/v1/cities', '/api/v1/110105/stations?limit=20'])
  assert.equal(answers['/api/v1/110105/stations?limit=20']?.items[0]?.name, '</script><b>$& 驿站')
  assert.equal(headers['cache-control'], 'no-store')
})

test('a name on a station ends no script element', async () => {
  assert.equal((await app.inject({ url: '/stations' })).body.match(/<\/script>/g)?.length, 1)
})

test('whoever is signed in gets what everybody gets: nobody’s data stands in a page', async () => {
  const answers = answersIn((await app.inject({ url: '/stations', headers: { cookie: 'session=someone' } })).body)
  assert.equal(answers['/api/v1/110105/stations?limit=20']?.signedIn, false)
})

test('it travels compressed to a browser that takes it', async () => {
  for (const encoding of ['br', 'gzip']) assert.equal((await app.inject({ url: '/stations', headers: { 'accept-encoding': encoding } })).headers['content-encoding'], encoding)
  assert.equal((await app.inject({ url: '/stations' })).headers['content-encoding'], undefined)
})

test('its list comes drawn, with the city it is of; where it cannot be drawn, the page comes without', async () => {
  const { body } = await app.inject({ url: '/drawn' })
  assert.match(body, /^<html data-city="110105" lang="zh-CN">.*<div id="app"><p>drawn \$& 2<\/p><\/div>/)
  for (const url of ['/undrawn', '/unanswered']) assert.match((await app.inject({ url })).body, /^<html lang="zh-CN">.*<div id="app"><\/div>/)
})

test('a page without a slot is sent as it is', async () => {
  assert.equal((await app.inject({ url: '/plain' })).body, '<body>no slot</body>')
})
