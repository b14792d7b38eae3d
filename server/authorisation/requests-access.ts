import type { accessOperations } from '../../contract/access.ts'
import { fresh, type RequestOf } from './sample.ts'

const at = (path: string, body?: unknown): RequestOf => ({ about: 'none', make: () => ({ path, ...(body === undefined ? {} : { body }) }) })
const list = (path: string): RequestOf => ({ about: 'list', make: () => ({ path }) })

export const accessRequests: Record<keyof typeof accessOperations, RequestOf> = {
  'GET /cities': at('/api/v1/cities'),
  'POST /sign-in/codes': at('/sign-in/codes', { phone: '13811110000' }),
  'POST /sign-in/phone': at('/sign-in/phone', { phone: '13811110000', code: '000000' }),
  'POST /sign-in/password': at('/sign-in/password', { login: 'nobody', password: 'nothing' }),
  'POST /sign-in/totp': at('/sign-in/totp', { step: 'x', code: '000000' }),
  'POST /sign-in/passkeys/challenges': at('/sign-in/passkeys/challenges'),
  'POST /sign-in/passkeys': at('/sign-in/passkeys', { step: 'x', response: {} }),
  'GET /sign-in/options': at('/sign-in/options'),
  'GET /sign-in/oidc': at('/sign-in/oidc'),
  'GET /sign-in/oidc/return': at('/sign-in/oidc/return'),
  'POST /sign-in/invitations': at('/sign-in/invitations', { invitation: 'x', password: 'long enough' }),
  'DELETE /session': { about: 'none', ends: true, make: () => ({ path: '/session' }) },
  'GET /demo/personas': at('/demo/personas'),
  'POST /demo/sessions': at('/demo/sessions', { persona: 'nobody' }),
  'GET /demo/messages': at('/demo/messages'),
  'GET /me': at('/me'),
  'PATCH /me': at('/me', { language: 'zh-CN' }),
  'PUT /me/password': at('/me/password', { current: 'x', password: 'long enough' }),
  'GET /me/sessions': at('/me/sessions'),
  'DELETE /me/sessions/{id}': {
    about: 'path',
    async make({ world, home, actor, sql }) {
      const account = world === home ? actor.account : (await world.colleague()).account
      const day = Temporal.PlainDate.from('2026-01-01')
      const { id } = await sql((tx) => tx.insertInto('session').values({ token_hash: Buffer.from(fresh('session')), account_id: account, kind: 'person', created_at: Temporal.Instant.from('2026-01-01T00:00:00Z'), expires_at: Temporal.Instant.from('9999-01-01T00:00:00Z'), last_used_on: day }).returning('id').executeTakeFirstOrThrow())
      return { path: `/me/sessions/${id}` }
    },
  },
  'POST /me/passkeys/challenges': at('/me/passkeys/challenges'),
  'POST /me/passkeys': at('/me/passkeys', { step: 'x', label: 'x', response: {} }),
  'GET /me/passkeys': at('/me/passkeys'),
  'DELETE /me/passkeys/{passkey}': {
    about: 'path',
    async make({ world, home, actor, sql }) {
      const account = world === home ? actor.account : (await world.colleague()).account
      const id = fresh('passkey')
      await sql((tx) => tx.insertInto('passkey').values({ id, account_id: account, public_key: Buffer.from('x'), counter: 0, label: 'x', created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).execute())
      return { path: `/me/passkeys/${id}` }
    },
  },
  'GET /me/consents': at('/me/consents'),
  'POST /me/consents': at('/me/consents', { purpose: 'sms-replies', version: 'x', granted: false }),
  'GET /me/disclosures': at('/me/disclosures'),
  'GET /me/export': at('/me/export'),
  'POST /me/departure': { about: 'none', ends: true, make: () => ({ path: '/me/departure', body: { confirm: 'leave' } }) },

  'GET /accounts': list('/accounts?limit=200'),
  'POST /accounts': { about: 'body', make: ({ world }) => ({ path: '/accounts', body: { name: `${world.mark}新人`, title: '', login: fresh('login-'), grant: { role: 'grid_worker', place: world.community } } }) },
  'PATCH /accounts/{id}': { about: 'path', make: async ({ world }) => ({ path: `/accounts/${(await world.colleague()).account}`, body: { title: 'x' } }) },
  'POST /accounts/{id}/invitations': { about: 'path', make: async ({ world }) => ({ path: `/accounts/${(await world.colleague()).account}/invitations` }) },
  'POST /accounts/{id}/grants': { about: 'path', make: async ({ world }) => ({ path: `/accounts/${(await world.colleague()).account}/grants`, body: { role: 'grid_worker', place: world.grid } }) },
  'DELETE /accounts/{id}/grants/{grant}': {
    about: 'path',
    async make({ world }) {
      const { account, grant } = await world.colleague()
      return { path: `/accounts/${account}/grants/${grant}` }
    },
  },
  'POST /programs': { about: 'body', make: ({ world }) => ({ path: '/programs', body: { company_id: world.company, name: 'x' } }) },
  'GET /programs': list('/programs'),
  'DELETE /programs/{id}': { about: 'path', make: async ({ world }) => ({ path: `/programs/${await world.program()}` }) },

  'GET /audit/events': list('/audit/events?limit=200'),
  'GET /audit/disclosures': list('/audit/disclosures?limit=200'),
  'GET /audit/seals': at('/audit/seals'),
  'GET /settings': at('/settings'),
  'PUT /settings/{key}': at('/settings/statistics.small-cell', { value: 5 }),
}
