/** What keeps things on the device, in one file of its own: who is not signed in yet need not fetch it. */
export { openOutbox } from './outbox.ts'
export { deviceShelf } from './shelf.ts'
export { openVault } from './vault.ts'
