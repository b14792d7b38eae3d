import type { placesOperations } from '../../../contract/places.ts'
import type { Routes } from '../../platform/http/call.ts'
import { importBoundaries, readBoundaries } from './boundaries/boundaries.ts'
import { addPlace, changePlace, retirePlace } from './tree/change-place.ts'
import { listPlaces } from './tree/list-places.ts'
import { listAncestors, readPlace } from './tree/read-place.ts'

export const routes: Routes<typeof placesOperations> = {
  'GET /places': listPlaces,
  'GET /places/{code}': readPlace,
  'GET /places/{code}/ancestors': listAncestors,
  'GET /places/{code}/boundaries': readBoundaries,
  'POST /places': addPlace,
  'PATCH /places/{code}': changePlace,
  'POST /places/{code}/retirement': retirePlace,
  'PUT /places/boundaries': importBoundaries,
}
