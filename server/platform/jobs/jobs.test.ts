import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import type { Services } from '../http/call.ts'
import { runJob } from './jobs.ts'

test('a job that fails says so in the log, by its name, and is tried again', async () => {
  const said: unknown[][] = []
  const log = { error: (...what: unknown[]) => void said.push(what) }
  const one = { id: 'a', data: {}, signal: new AbortController().signal }
  const failure = new Error('the store is away')
  const failing = { name: 'attachments.sweep', run: () => Promise.reject(failure) }
  await rejects(runJob(failing, one, {} as Services, log as never), failure, 'pg-boss has to hear of it')
  deepEqual(said, [[{ err: failure, job: 'attachments.sweep', id: 'a' }, 'job failed']])
  await runJob({ name: 'well', run: async () => undefined }, one, {} as Services, log as never)
  equal(said.length, 1)
})
