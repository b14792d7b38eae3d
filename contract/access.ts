// Signing in, roles, consents, disclosures, privacy: on the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { roles } from './permissions.ts'
import { Day, Id, IdParams, Instant, Name, PlaceCode, nullable, oneOf, page, pageQuery } from './schema.ts'

export const languages = ['zh-CN', 'en'] as const
export const accountKinds = ['staff', 'worker', 'program'] as const

/** What a worker may agree to, each by itself, each to be taken back at once. Texts: server/modules/access/consent-texts.ts. */
export const consentPurposes = ['share-honours-with-employer', 'public-badge', 'sms-replies', 'service-on-my-behalf', 'service-eligibility', 'community-contact'] as const
/** id_document: a photo or scan of one was opened. */
export const disclosureFields = ['id_number', 'phone', 'id_document'] as const
export const disclosurePurposes = ['roster-or-merge', 'service-for-worker', 'request-of-worker', 'other'] as const

/** Why signing in with the account of one's office ended at the sign-in page: its `problem`. */
export const signInProblems = ['cancelled', 'expired', 'unknown', 'suspended', 'unavailable', 'failed'] as const
export type SignInProblem = (typeof signInProblems)[number]

const Phone = Type.String({ minLength: 5, maxLength: 20, description: 'as people type it; +86, spaces and dashes are understood' })
const Password = Type.String({ minLength: 1, maxLength: 200 })
const NewPassword = Type.String({ minLength: 10, maxLength: 200 })

export const GrantView = Type.Object({
  id: Id,
  role: oneOf(roles),
  place: nullable(PlaceCode),
  company_id: nullable(Id),
  outlet_id: nullable(Id),
  unit_id: nullable(Id),
  station_id: nullable(Id),
  partner_id: nullable(Id),
  target_name: Type.String({ description: '三里屯街道, 疾鹿外卖（朝阳）' }),
  from: Day,
  until: nullable(Day),
  in_force: Type.Boolean(),
})

export const Me = Type.Object({
  account: Id,
  kind: oneOf(accountKinds),
  name: Type.String(),
  title: Type.String(),
  language: oneOf(languages),
  worker_id: nullable(Id),
  phone_masked: nullable(Type.String()),
  grants: Type.Array(GrantView),
  verbs: Type.Array(Type.String({ description: 'verbs of the permission table that some grant in force holds' })),
  has_password: Type.Boolean(),
  has_totp: Type.Boolean(),
  passkeys: Type.Integer(),
  demo: Type.Boolean(),
})

const SignedIn = Type.Object({ token: Type.String({ description: 'also set as a cookie; usable as a bearer token' }), expires_at: Instant, me: Me })

export const Persona = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Type.String({ description: 'a role of the permission table, or worker' }),
  title: Type.String(),
  does: Type.String({ description: 'what this persona comes to do, a few words' }),
  place: Type.String({ description: 'name of the place, company, outlet … it is bound to' }),
  app: oneOf(['desk', 'pocket']),
})

export const AccountView = Type.Object({
  id: Id,
  kind: oneOf(accountKinds),
  name: Type.String(),
  title: Type.String(),
  login: nullable(Type.String()),
  status: oneOf(['active', 'suspended', 'left']),
  has_password: Type.Boolean(),
  has_totp: Type.Boolean(),
  passkeys: Type.Integer(),
  grants: Type.Array(GrantView),
  revision: Type.Integer(),
})

export const DisclosureView = Type.Object({
  id: Id,
  at: Instant,
  reader: Type.String({ description: 'name and title as they were' }),
  employer: Type.Boolean(),
  field: oneOf(disclosureFields),
  purpose: oneOf(disclosurePurposes),
  matter: Type.String(),
})

export const ConsentView = Type.Object({
  purpose: oneOf(consentPurposes),
  title: Type.String(),
  text: Type.String(),
  version: Type.String(),
  granted: Type.Boolean(),
  since: nullable(Instant),
  outdated: Type.Boolean({ description: 'granted for an older text; asks again' }),
})

const WebAuthn = Type.Record(Type.String(), Type.Any(), { description: 'as the WebAuthn JSON serialisation has it' })

export const accessOperations = operations({
  'GET /cities': { summary: 'The cities of this installation', access: 'public', city: false, reply: Type.Object({ items: Type.Array(Type.Object({ code: Type.Integer(), name: Type.String(), demo: Type.Boolean() })) }), transaction: 'own' },

  // workers
  'POST /sign-in/codes': {
    summary: 'Sends a one-time code to a phone: 6 digits, 10 minutes, 5 tries; the answer is the same whether or not the phone is known',
    access: 'public', rate: 20, body: Type.Object({ phone: Phone }, { additionalProperties: false }), status: 202, transaction: 'own',
    reply: Type.Object({ expires_in: Type.Integer({ description: 'seconds' }), retry_after: Type.Integer({ description: 'seconds until another code may be sent' }) }), problems: ['too-many'],
  },
  'POST /sign-in/phone': {
    summary: 'Signs a worker in with the code; a phone nobody has yet gets a new account',
    access: 'public', rate: 30, body: Type.Object({ phone: Phone, code: Type.String({ pattern: '^[0-9]{6}$' }) }, { additionalProperties: false }), reply: SignedIn, status: 201, transaction: 'own', problems: ['code-wrong', 'too-many'],
  },

  // staff
  'POST /sign-in/password': {
    summary: 'First step of staff: password; the second is a one-time code of the authenticator',
    access: 'public', rate: 30, body: Type.Object({ login: Type.String({ minLength: 1, maxLength: 100 }), password: Password }, { additionalProperties: false }), transaction: 'own',
    reply: Type.Object({ step: Type.String(), next: oneOf(['totp', 'totp-enrolment']), totp_uri: nullable(Type.String({ description: 'to enrol an authenticator, only when none is enrolled' })) }), problems: ['sign-in-failed', 'too-many'],
  },
  'POST /sign-in/totp': { summary: 'Second step of staff', access: 'public', rate: 30, body: Type.Object({ step: Type.String(), code: Type.String({ pattern: '^[0-9]{6}$' }) }, { additionalProperties: false }), reply: SignedIn, status: 201, transaction: 'own', problems: ['code-wrong', 'too-many'] },
  'POST /sign-in/passkeys/challenges': { summary: 'Begins signing in with a passkey', access: 'public', rate: 60, reply: Type.Object({ step: Type.String(), options: WebAuthn }), status: 201, transaction: 'own' },
  'POST /sign-in/passkeys': { summary: 'Signs in with a passkey', access: 'public', rate: 30, body: Type.Object({ step: Type.String(), response: WebAuthn }, { additionalProperties: false }), reply: SignedIn, status: 201, transaction: 'own', problems: ['sign-in-failed'] },
  'GET /sign-in/options': { summary: 'Which ways of signing in this installation offers', access: 'public', reply: Type.Object({ demo: Type.Boolean(), oidc: nullable(Type.Object({ label: Type.String(), href: Type.String() })) }), transaction: 'own' },
  'GET /sign-in/oidc': { summary: 'Redirects to the OpenID provider (authorisation code with PKCE), or to the sign-in page with ?problem=', access: 'public', rate: 30, reply: 'none', transaction: 'own' },
  'GET /sign-in/oidc/return': { summary: 'Where the OpenID provider sends people back; sets the cookie and goes to the desk, or to the sign-in page with ?problem=', access: 'public', rate: 30, query: Type.Object({ code: Type.Optional(Type.String()), state: Type.Optional(Type.String()), error: Type.Optional(Type.String()), iss: Type.Optional(Type.String()) }, { additionalProperties: true }), reply: 'none', transaction: 'own' },
  'POST /sign-in/invitations': { summary: 'Sets the first password with the code an administrator handed over', access: 'public', rate: 10, body: Type.Object({ invitation: Type.String(), password: NewPassword }, { additionalProperties: false }), reply: 'none', transaction: 'own', problems: ['code-wrong', 'rule'] },
  'DELETE /session': { summary: 'Signs out', access: 'signed-in', reply: 'none' },

  // demo
  'GET /demo/personas': { summary: 'Whom one can be in demo mode', access: 'public', demo: true, reply: Type.Array(Persona), transaction: 'own' },
  'POST /demo/sessions': { summary: 'Signs in as a persona, in demo mode only', access: 'public', demo: true, body: Type.Object({ persona: Type.String() }, { additionalProperties: false }), reply: SignedIn, status: 201, transaction: 'own' },
  'GET /demo/messages': { summary: 'Messages that would have been sent, newest first, in demo mode only', access: 'public', demo: true, reply: Type.Array(Type.Object({ at: Instant, to: Type.String(), text: Type.String() })), transaction: 'own' },

  // me
  'GET /me': { summary: 'Who I am and what I may do', access: 'signed-in', reply: Me },
  'PATCH /me': { summary: 'My language', access: 'signed-in', body: Type.Object({ language: Type.Optional(oneOf(languages)) }, { additionalProperties: false }), reply: Me },
  'PUT /me/password': { summary: 'Changes my password', access: 'signed-in', transaction: 'own', body: Type.Object({ current: Password, password: NewPassword }, { additionalProperties: false }), reply: 'none', problems: ['sign-in-failed', 'rule'] },
  'GET /me/sessions': { summary: 'Where I am signed in', access: 'signed-in', reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, label: Type.String(), created_at: Instant, last_used_on: Day, current: Type.Boolean() })) }) },
  'DELETE /me/sessions/{id}': { summary: 'Signs one of my sessions out', access: 'signed-in', params: IdParams, reply: 'none' },
  'POST /me/passkeys/challenges': { summary: 'Begins adding a passkey', access: 'signed-in', reply: Type.Object({ step: Type.String(), options: WebAuthn }), status: 201 },
  'POST /me/passkeys': { summary: 'Adds a passkey', access: 'signed-in', transaction: 'own', body: Type.Object({ step: Type.String(), label: Name, response: WebAuthn }, { additionalProperties: false }), reply: Type.Object({ id: Type.String(), label: Type.String() }), status: 201, problems: ['sign-in-failed', 'rule'] },
  'GET /me/passkeys': { summary: 'My passkeys', access: 'signed-in', reply: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), created_at: Instant, last_used_at: nullable(Instant) })) }) },
  'DELETE /me/passkeys/{passkey}': { summary: 'Removes one of my passkeys', access: 'signed-in', params: Type.Object({ passkey: Type.String() }), reply: 'none' },

  // my privacy (workers)
  'GET /me/consents': { summary: 'What I agreed to, and what I may agree to', access: 'worker', reply: Type.Object({ items: Type.Array(ConsentView) }) },
  'POST /me/consents': { summary: 'Agrees, or takes back; both stand at once', access: 'worker', body: Type.Object({ purpose: oneOf(consentPurposes), version: Type.String(), granted: Type.Boolean() }, { additionalProperties: false }), reply: ConsentView, status: 201, problems: ['rule'] },
  'GET /me/disclosures': { summary: 'Who read my clear data, when, and what for', access: 'worker', query: Type.Object(pageQuery), reply: page(DisclosureView) },
  'GET /me/export': { summary: 'Everything about me: JSON, or a readable page', access: 'worker', query: Type.Object({ format: Type.Optional(oneOf(['json', 'html'], { default: 'json' })) }), reply: 'file' },
  'POST /me/departure': { summary: 'Leaves: what must go goes, what must stay is anonymised', access: 'worker', body: Type.Object({ confirm: Type.Literal('leave') }, { additionalProperties: false }), reply: 'none' },

  // accounts and roles
  'GET /accounts': { summary: 'Staff accounts in reach', access: 'account.read', query: Type.Object({ search: Type.Optional(Type.String({ maxLength: 50 })), role: Type.Optional(oneOf(roles)), ...pageQuery }), reply: page(AccountView) },
  'POST /accounts': { summary: 'Adds a staff account; answers with an invitation code to hand over', access: 'account.write', body: Type.Object({ name: Name, title: Type.String({ maxLength: 100 }), login: Type.String({ minLength: 2, maxLength: 100 }), grant: Type.Object({ role: oneOf(roles), place: Type.Optional(PlaceCode), company_id: Type.Optional(Id), outlet_id: Type.Optional(Id), unit_id: Type.Optional(Id), station_id: Type.Optional(Id), partner_id: Type.Optional(Id), from: Type.Optional(Day), until: Type.Optional(nullable(Day)) }, { additionalProperties: false }) }, { additionalProperties: false }), reply: Type.Object({ account: AccountView, invitation: Type.String() }), status: 201, problems: ['already-exists', 'not-allowed'] },
  'PATCH /accounts/{id}': { summary: 'Changes name, title or status', access: 'account.write', params: IdParams, body: Type.Object({ name: Type.Optional(Name), title: Type.Optional(Type.String({ maxLength: 100 })), status: Type.Optional(oneOf(['active', 'suspended'])) }, { additionalProperties: false }), reply: AccountView },
  'POST /accounts/{id}/invitations': { summary: 'A new invitation code; the old password and authenticator end', access: 'account.write', params: IdParams, reply: Type.Object({ invitation: Type.String() }), status: 201 },
  'POST /accounts/{id}/grants': { summary: 'Grants a role over a place, company, outlet, unit, station or partner', access: 'account.write', params: IdParams, body: Type.Object({ role: oneOf(roles), place: Type.Optional(PlaceCode), company_id: Type.Optional(Id), outlet_id: Type.Optional(Id), unit_id: Type.Optional(Id), station_id: Type.Optional(Id), partner_id: Type.Optional(Id), from: Type.Optional(Day), until: Type.Optional(nullable(Day)) }, { additionalProperties: false }), reply: GrantView, status: 201, problems: ['not-allowed', 'rule'] },
  'DELETE /accounts/{id}/grants/{grant}': { summary: 'Revokes a role; refused within a second everywhere', access: 'account.write', params: Type.Object({ id: Id, grant: Id }), reply: 'none' },
  'POST /programs': { summary: 'A token for the company’s own program (daily roster by API); shown once', access: 'program.write', body: Type.Object({ company_id: Id, name: Name }, { additionalProperties: false }), reply: Type.Object({ id: Id, name: Type.String(), token: Type.String() }), status: 201 },
  'GET /programs': { summary: 'Programs of my companies', access: 'program.write', reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String(), company_id: Id, created_at: Instant, last_used_on: nullable(Day) })) }) },
  'DELETE /programs/{id}': { summary: 'Ends a program’s token', access: 'program.write', params: IdParams, reply: 'none' },

  // audit and settings
  'GET /audit/events': { summary: 'Events in reach, newest first', access: 'audit.read', query: Type.Object({ kind: Type.Optional(Type.String({ maxLength: 60 })), actor: Type.Optional(Id), from: Type.Optional(Day), until: Type.Optional(Day), ...pageQuery }), reply: page(Type.Object({ id: Id, at: Instant, kind: Type.String(), actor: nullable(Type.String()), place: nullable(PlaceCode), place_name: Type.String(), subject: nullable(Type.Integer()), data: Type.Record(Type.String(), Type.Any()), sealed: Type.Boolean() })) },
  'GET /audit/disclosures': { summary: 'Who read whose clear data, with purpose', access: 'audit.read', query: Type.Object({ from: Type.Optional(Day), until: Type.Optional(Day), ...pageQuery }), reply: page(Type.Object({ id: Id, at: Instant, reader: Type.String(), worker_id: Id, field: oneOf(disclosureFields), purpose: oneOf(disclosurePurposes), matter: Type.String() })) },
  'GET /audit/seals': { summary: 'Sealed batches and the head to publish', access: 'audit.read', query: Type.Object(pageQuery), reply: page(Type.Object({ id: Id, sealed_at: Instant, events: Type.Integer(), root: Type.String(), head: Type.String() })) },
  'GET /settings': { summary: 'Rules of the field as configured, with their source', access: 'setting.read', reply: Type.Object({ items: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), kind: oneOf(['integer', 'share', 'time']), value: Type.Any(), unit: Type.String(), source: Type.String(), effective_from: Day, minimum: nullable(Type.Number()), maximum: nullable(Type.Number()) })) }) },
  'PUT /settings/{key}': { summary: 'Changes a rule from a day on', access: 'setting.write', params: Type.Object({ key: Type.String({ maxLength: 60 }) }), body: Type.Object({ value: Type.Any(), effective_from: Type.Optional(Day) }, { additionalProperties: false }), reply: 'none', problems: ['rule', 'refused-by-design'] },
})
