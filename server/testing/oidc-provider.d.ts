// The little of oidc-provider that tests use; it comes without types.

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }
  type Configuration = {
    clients: { client_id: string; client_secret: string; redirect_uris: string[]; grant_types: string[]; response_types: string[]; token_endpoint_auth_method: string }[]
    clientAuthMethods: string[]
    claims: Record<string, string[]>
    features: { devInteractions: { enabled: boolean } }
    interactions: { url(context: unknown, interaction: { uid: string }): string }
    findAccount(context: unknown, id: string): { accountId: string; claims(): { sub: string } }
    loadExistingGrant(context: { oidc: { client?: { clientId: string }; session?: { accountId?: string; grantIdFor(clientId: string): string | undefined }; provider: { Grant: { new (about: { clientId: string; accountId: string }): Grant; find(id: string): Promise<Grant | undefined> } } } }): Promise<Grant>
    cookies: { keys: string[] }
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    use(middleware: (context: { path: string; body: Record<string, unknown> }, next: () => Promise<void>) => Promise<void>): void
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { login: { accountId: string } }): Promise<void>
  }
}
