import { isIP } from 'node:net'
import type { Context } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { isLoopback } from '../../../platform/config-reading.ts'

/**
 * Where people reach this installation: as configured; in a demo, which is on this machine only, by the name of this
 * machine that they came by.
 * @throws Problem cross-site when a demo was reached by a name that is not this machine's: somebody made it lead here
 */
export function ownOrigin({ services, request }: Pick<Context, 'services' | 'request'>): URL {
  if (services.config.publicUrl !== undefined) return new URL(services.config.publicUrl)
  const came = URL.parse(`${request.protocol}://${request.host}`)
  if (!came || !isLoopback(came.hostname)) throw new Problem('cross-site')
  return came
}

/**
 * The site a passkey is bound to.
 * @throws Problem rule when people came by an IP address: WebAuthn binds to names only, and browsers refuse before asking
 */
export function passkeySite(context: Pick<Context, 'services' | 'request' | 'language'>): { origin: string; name: string } {
  const { origin, hostname, protocol, port } = ownOrigin(context)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) === 0) return { origin, name: hostname }
  const instead = isLoopback(hostname) ? `${protocol}//localhost${port === '' ? '' : `:${port}`}/desk/` : undefined
  if (context.language === 'en') throw ruleProblem(`passkeys work by name, not by IP address: open ${instead ?? 'this site by its domain name'} instead`)
  throw ruleProblem(`通行密钥认网址里的名字，不认 IP 地址，请改用${instead ? ` ${instead} 打开` : '域名打开'}`)
}
