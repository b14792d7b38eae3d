// A session is a random token: the caller keeps it, the database keeps only its keyed hash.

import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Context } from '../../../platform/http/call.ts'
import { newToken } from '../../../platform/secrets/keyring.ts'
import { accessChanged } from './changes.ts'
import { deviceLabel } from './device-label.ts'
import { sessionEnd } from './rules.ts'

export const COOKIE = 'waystation'

export type StartedSession = { token: string; id: number; expiresAt: Temporal.Instant }

/** Why in docs/decisions/0003. A new token each time: a session that somebody planted before is never raised. */
export async function startSession(tx: Tx, context: Pick<Context, 'services' | 'now' | 'today'>, account: { id: number; kind: 'staff' | 'worker' | 'program' }, label: string): Promise<StartedSession> {
  const { services, now, today } = context
  const token = newToken()
  const expiresAt = sessionEnd(account.kind, now)
  const { id } = await tx
    .insertInto('session')
    .values({ token_hash: services.keyring.tokenHash(token), account_id: account.id, kind: account.kind === 'program' ? 'program' : 'person', label, created_at: now, expires_at: expiresAt, last_used_on: today })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { token, id, expiresAt }
}

/** Ends sessions of an account in this transaction, and tells every server process. */
export async function endSessions(tx: Tx, context: Pick<Context, 'services' | 'city' | 'now'>, account: number, which: { except?: number; only?: number } = {}): Promise<number> {
  const ended = await sql`update session set revoked_at = ${context.now} where account_id = ${account} and revoked_at is null
    and id is distinct from ${which.except ?? null}::bigint and (${which.only ?? null}::bigint is null or id = ${which.only ?? null}::bigint) returning id`.execute(tx)
  await accessChanged(tx, context, account)
  return ended.rows.length
}

export function sessionLabel(request: FastifyRequest): string {
  return deviceLabel(request.headers['user-agent'] ?? '')
}

/** A program says who it is in the header; a browser by its cookie. The header wins: it was meant for this request. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  const token = authorization === undefined ? request.cookies[COOKIE] : /^Bearer ([\w-]+)$/i.exec(authorization)?.[1]
  return token?.length === TOKEN_LENGTH ? token : undefined
}

export function giveCookie(context: Pick<Context, 'answer' | 'services' | 'city' | 'now'>, session: StartedSession): void {
  const seconds = Math.floor((session.expiresAt.epochMilliseconds - context.now.epochMilliseconds) / 1000)
  context.answer.header('set-cookie', cookieText(context, COOKIE, session.token, seconds))
}

export function clearCookie(context: Pick<Context, 'answer' | 'services' | 'city'>): void {
  context.answer.header('set-cookie', cookieText(context, COOKIE, '', 0))
}

/** Bound to one city: another city of the same installation never sees it. @param below path below the city's */
export function cookieText({ services, city }: Pick<Context, 'services' | 'city'>, name: string, value: string, seconds: number, below = ''): string {
  const secure = services.config.publicUrl?.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=/api/v1/${city.code}${below}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

const TOKEN_LENGTH = newToken().length
