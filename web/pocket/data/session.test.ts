import { beforeEach, expect, it } from 'vitest'
import { remember } from '../../ui/remembered.ts'
import { tellSignedOut } from './client.ts'
import { openKeeper } from './keeping.ts'
import './session.ts'

const kept = (data: unknown) => ({ at: 1, data })

beforeEach(() => remember('account', '7'))

it('what the server told goes from a phone whose session was ended elsewhere; what the person wrote stays', async () => {
  const keeper = await openKeeper(7)
  await keeper.keep('GET /me', kept({ account: 7 }))
  await keeper.keep('GET /me/vouchers', kept([{ code: 'ABCDE-FGHJK' }]))
  await keeper.keep('draft 3', kept({ answers: {} }))
  await keeper.vault.put(`${keeper.outbox}1`, { body: 'waits' })
  tellSignedOut()
  await expect.poll(async () => (await openKeeper(7)).recall('GET /me/vouchers')).toBeUndefined()
  const again = await openKeeper(7)
  expect(await again.recall('GET /me')).toBeUndefined()
  expect(await again.recall('draft 3')).toEqual(kept({ answers: {} }))
  expect(await again.vault.names(again.outbox)).toHaveLength(1)
})
