/** The library with its certificates is loaded by the first passkey, not by every start: a quarter of a second. */
export const webauthn = () => import('@simplewebauthn/server')
