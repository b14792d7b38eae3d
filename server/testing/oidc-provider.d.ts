// The little of oidc-provider that tests use; it comes without types.

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }
  type Configuration = {
    clients: { client_id: string; client_secret: string; redirect_uris: string[]; grant_types: string[]; response_types: string[] }[]
    claims: Record<string, string[]>
    conformIdTokenClaims: boolean
    features: { devInteractions: { enabled: boolean } }
    interactions: { url(context: unknown, interaction: { uid: string }): string }
    findAccount(context: unknown, id: string): { accountId: string; claims(): { sub: string } }
    loadExistingGrant(context: { oidc: { client?: { clientId: string }; session?: { accountId?: string }; provider: { Grant: new (about: { clientId: string; accountId: string }) => Grant } } }): Promise<Grant>
    cookies: { keys: string[] }
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { login: { accountId: string } }): Promise<void>
  }
}
