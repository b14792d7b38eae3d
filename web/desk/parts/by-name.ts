/** Passkeys belong to a site by its name: at an IP address no browser offers one. */

/** Undefined: all is well. `instead`: the same desk by name; undefined where only whoever runs it knows the name. */
export function cameByNumber({ protocol, hostname, port }: Pick<Location, 'protocol' | 'hostname' | 'port'>): { instead: string | undefined } | undefined {
  if (!/^(\d+(\.\d+){3}|\[.*\])$/.test(hostname)) return undefined
  const here = hostname.startsWith('127.') || hostname === '[::1]'
  return { instead: here ? `${protocol}//localhost${port === '' ? '' : `:${port}`}/desk/` : undefined }
}
