// What the other rooms of this module may know of who is at a station: numbers.

export { parsePresence, presenceColumn, presentAt, type PresenceColumn } from './presence.ts'
export { presentNow } from './rules.ts'
