import type { accessOperations } from '../../../contract/access.ts'
import type { Routes } from '../../platform/http/call.ts'
import { addAccount, changeAccount, inviteAgain } from './accounts/change-accounts.ts'
import { grantRole, revokeRole } from './accounts/grants.ts'
import { listAccounts } from './accounts/list-accounts.ts'
import { addProgram, endProgram, listPrograms } from './accounts/programs.ts'
import { listDisclosures } from './audit/read-disclosures.ts'
import { listEvents } from './audit/read-events.ts'
import { listSeals } from './audit/read-seals.ts'
import { listCities } from './cities.ts'
import { becomePersona, listPersonas } from './demo/personas.ts'
import { changeMe, readMe } from './me/read-me.ts'
import { listDemoMessages } from './messages.ts'
import { beginOidc, returnFromOidc, signInOptions } from './oidc/sign-in-by-oidc.ts'
import { addPasskey, beginAddingPasskey, listMyPasskeys, removePasskey } from './passkeys/my-passkeys.ts'
import { beginPasskeySignIn, signInByPasskey } from './passkeys/sign-in-by-passkey.ts'
import { giveConsent, listConsents } from './privacy/consents.ts'
import { depart } from './privacy/depart.ts'
import { listMyDisclosures } from './privacy/disclosures.ts'
import { exportMyData } from './privacy/export-my-data.ts'
import { sendCode } from './sign-in/send-code.ts'
import { acceptInvitation, changePassword } from './sign-in/passwords.ts'
import { signInByPassword, signInByTotp } from './sign-in/sign-in-by-password.ts'
import { signInByPhone } from './sign-in/sign-in-by-phone.ts'
import { changeSetting, listSettings } from './settings/settings.ts'
import { endMySession, listMySessions, signOut } from './sessions/my-sessions.ts'

export const routes: Routes<typeof accessOperations> = {
  'GET /cities': listCities,
  'POST /sign-in/codes': sendCode,
  'POST /sign-in/phone': signInByPhone,
  'POST /sign-in/password': signInByPassword,
  'POST /sign-in/totp': signInByTotp,
  'POST /sign-in/passkeys/challenges': beginPasskeySignIn,
  'POST /sign-in/passkeys': signInByPasskey,
  'GET /sign-in/options': signInOptions,
  'GET /sign-in/oidc': beginOidc,
  'GET /sign-in/oidc/return': returnFromOidc,
  'POST /sign-in/invitations': acceptInvitation,
  'DELETE /session': signOut,
  'GET /demo/personas': listPersonas,
  'POST /demo/sessions': becomePersona,
  'GET /demo/messages': listDemoMessages,
  'GET /me': readMe,
  'PATCH /me': changeMe,
  'PUT /me/password': changePassword,
  'GET /me/sessions': listMySessions,
  'DELETE /me/sessions/{id}': endMySession,
  'POST /me/passkeys/challenges': beginAddingPasskey,
  'POST /me/passkeys': addPasskey,
  'GET /me/passkeys': listMyPasskeys,
  'DELETE /me/passkeys/{passkey}': removePasskey,
  'GET /me/consents': listConsents,
  'POST /me/consents': giveConsent,
  'GET /me/disclosures': listMyDisclosures,
  'GET /me/export': exportMyData,
  'POST /me/departure': depart,
  'GET /accounts': listAccounts,
  'POST /accounts': addAccount,
  'PATCH /accounts/{id}': changeAccount,
  'POST /accounts/{id}/invitations': inviteAgain,
  'POST /accounts/{id}/grants': grantRole,
  'DELETE /accounts/{id}/grants/{grant}': revokeRole,
  'POST /programs': addProgram,
  'GET /programs': listPrograms,
  'DELETE /programs/{id}': endProgram,
  'GET /audit/events': listEvents,
  'GET /audit/disclosures': listDisclosures,
  'GET /audit/seals': listSeals,
  'GET /settings': listSettings,
  'PUT /settings/{key}': changeSetting,
}
