// What the other rooms of this module may know of who is at a station: numbers.

export { presentAt } from './presence.ts'
