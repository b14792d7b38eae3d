// The login that a provider vouches for: the configured claim, from the ID token or, where providers keep it out of
// there, from their userinfo endpoint.

import { fetchUserInfo, type Configuration } from 'openid-client'
import { mobileNumber } from '../sign-in/phone-number.ts'

export type Claims = { sub: string; [claim: string]: unknown }

/** The scopes that bring a claim (OpenID Connect Core 1.0 §5.4). Claims of a provider's own come with the profile, if at all. */
export function scopesFor(claim: string): string {
  if (claim === 'sub') return 'openid'
  return `openid ${scopes[claim] ?? 'profile'}`
}

/** @throws as openid-client does, when the provider has to be asked and does not answer */
export async function vouchedLogin(provider: Configuration, claim: string, idToken: Claims, accessToken: string): Promise<string | undefined> {
  if (isWhole(claim, idToken)) return loginIn(claim, idToken)
  if (provider.serverMetadata().userinfo_endpoint === undefined) return undefined
  // From one place: an address of here with a "verified" of there may be two addresses.
  return loginIn(claim, await fetchUserInfo(provider, accessToken, idToken.sub))
}

/** Undefined when the claim is not there, or the provider has not verified it. Phone numbers as accounts have them. */
export function loginIn(claim: string, claims: Claims): string | undefined {
  const value = claims[claim]
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const verified = claims[`${claim}_verified`]
  if (verified !== true && (mustBeVerified(claim) || verified !== undefined)) return undefined
  return claim === 'phone_number' ? mobileNumber(value) : value.trim()
}

function isWhole(claim: string, claims: Claims): boolean {
  return claims[claim] !== undefined && (!mustBeVerified(claim) || claims[`${claim}_verified`] !== undefined)
}

function mustBeVerified(claim: string): boolean {
  return claim in scopes
}

const scopes: Record<string, string> = { email: 'email', phone_number: 'phone' }
