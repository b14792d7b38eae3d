// The front door of places.

import type { Job } from '../../platform/jobs/jobs.ts'
import { registerTargets } from '../access/index.ts'
import { describePlaces } from './describe-places.ts'

registerTargets('place', describePlaces)

export { describePlaces } from './describe-places.ts'
export { townshipsInReach } from './tree/townships-in-reach.ts'
export { spellName } from './tree/spell-name.ts'
export { placeFinder, type PlaceFinder } from './find-place.ts'
export { pointsOfPlaces } from './points-of-places.ts'

export const placesJobs: Job[] = []
