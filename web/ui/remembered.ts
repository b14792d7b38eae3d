/** Choices of this device, kept in localStorage. Imports nothing: the boot script carries it too. */

/** Reads a choice of this device; undefined where there is none or storage is refused. */
export function remembered(name: string): string | undefined {
  try {
    return window.localStorage.getItem(`waystation.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a choice on this device. Never give it personal data: it is stored in the clear. */
export function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(`waystation.${name}`, value)
  } catch {
    // Private window: the choice lasts as long as the page.
  }
}

/** One of the allowed values, or the one that stands otherwise. */
export function known<T extends string, D extends string>(value: string | undefined, allowed: readonly T[], otherwise: D): T | D {
  return allowed.find((one) => one === value) ?? otherwise
}
