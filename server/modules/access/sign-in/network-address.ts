import { isIP } from 'node:net'

/**
 * What a limit counts: an IPv4 address, or the first 64 bits of an IPv6 one. A home or a rented server has all of the
 * other 64, and would never meet a limit on single addresses.
 */
export function networkAddress(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (isIP(address) !== 6) return address
  const [before = [], after = []] = address.split('%', 1).join('').split('::').map((part) => part.split(':').filter(Boolean))
  const groups = [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after]
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
