import type { Context } from '../../../platform/http/call.ts'

/** Where people reach this installation: as configured; in a demo, which is on this machine only, as they came. */
export function ownOrigin({ services, request }: Pick<Context, 'services' | 'request'>): URL {
  return new URL(services.config.publicUrl ?? `${request.protocol}://${request.host}`)
}
