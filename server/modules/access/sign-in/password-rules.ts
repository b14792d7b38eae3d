// What a new password may not be. Length is what counts (NIST SP 800-63B); no rules about signs that people work around.

export type PasswordFlaw = 'too-short' | 'holds-login' | 'too-simple'

export function passwordFlaw(password: string, known: { login: string; name: string }): PasswordFlaw | undefined {
  const plain = password.normalize('NFKC')
  const folded = plain.toLowerCase()
  if ([...plain].length < 10) return 'too-short'
  for (const word of [known.login, known.name]) if (word.length >= 2 && folded.includes(word.toLowerCase())) return 'holds-login'
  if (new Set(folded).size < 5 || common.some((word) => folded.replaceAll(word, '').length < 4) || isSequence(folded)) return 'too-simple'
  return undefined
}

const common = ['password', 'passw0rd', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'iloveyou', 'admin', 'letmein', 'welcome', 'woaini', 'waystation', 'yizhan', '123456789', '123456', '1qaz2wsx', 'abc123', '驿站']

/** 1234567890, abcdefghij, 9876543210. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((one, i) => (one.codePointAt(0) ?? 0) - (text.codePointAt(i) ?? 0))
  return steps.filter((step) => Math.abs(step) === 1 || step === -9 || step === 9).length >= text.length - 2
}
