// A browser as far as redirects and cookies go: it keeps cookies per site, oldest first, and follows links by hand.

import { ok } from 'node:assert/strict'

export type PlainBrowser = {
  /** A page somebody goes to; a redirect is not followed. */
  visit(address: string, headers?: Record<string, string>): Promise<Response>
  /** Goes on until a redirect leads to an address that holds `stop`, and gives that address without going there. */
  follow(address: string, stop: string): Promise<string>
  /** Of the site of `address`, by name. */
  cookies(address: string): Map<string, string>
}

export function plainBrowser(): PlainBrowser {
  const jar = new Map<string, Map<string, string>>()
  function cookies(address: string): Map<string, string> {
    const { host } = new URL(address)
    const known = jar.get(host) ?? new Map<string, string>()
    jar.set(host, known)
    return known
  }
  async function visit(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const held = cookies(address)
    const response = await fetch(address, { redirect: 'manual', headers: { ...headers, cookie: [...held].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      held.delete(name)
      if (!/max-age=0/i.test(line) && value.join('=') !== '') held.set(name, value.join('='))
    }
    return response
  }
  return {
    visit,
    cookies,
    async follow(from, stop) {
      let address = from
      for (let hops = 0; hops < 12; hops += 1) {
        const response = await visit(address)
        ok(response.status >= 300 && response.status < 400, `${address}: ${response.status} ${await response.text()}`)
        address = new URL(response.headers.get('location') ?? '', address).href
        if (address.includes(stop)) return address
      }
      throw new Error(`Never came to ${stop}`)
    },
  }
}
