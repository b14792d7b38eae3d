// Where what happens to a roster is heard.

import type { City } from '../../../platform/http/call.ts'

export function rosterTopic(city: City, roster: number): string {
  return `roster.${city.code}.${roster}`
}
