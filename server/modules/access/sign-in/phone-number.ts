/**
 * A mainland mobile number as eleven digits, from how people write it: +86, spaces, dashes, full-width digits.
 * Undefined for anything else.
 */
export function mobileNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s()\-‐–—.·\u200b-\u200f\ufeff]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined
}
