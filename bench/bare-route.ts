// The floor of a list: a Fastify route with nothing but the given SQL, as the tables' owner, prepared.

import Fastify from 'fastify'
import pg from 'pg'

const [url = '', schema = '', given = '[]'] = process.argv.slice(2)
const statements = JSON.parse(given) as { text: string; values: unknown[] }[]
const pool = new pg.Pool({ connectionString: url, max: 10, options: `-c search_path=${schema},commons` })
const app = Fastify({ logger: false })

app.get('/items', async () => {
  let items: unknown[] = []
  for (const [nth, { text, values }] of statements.entries()) {
    const { rows } = await pool.query({ name: `s${nth}`, text, values })
    if (rows.length >= items.length) items = rows
  }
  return { items: items.slice(0, 20), next: null }
})

const origin = await app.listen({ host: '127.0.0.1', port: 0 })
process.on('disconnect', () => process.exit(0))
process.send?.({ origin })
