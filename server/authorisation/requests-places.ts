import type { placesOperations } from '../../contract/places.ts'
import { fresh, type RequestOf } from './sample.ts'

const square = (lon: number) => ({ type: 'Polygon', coordinates: [[[lon, 39.9], [lon + 0.01, 39.9], [lon + 0.01, 39.91], [lon, 39.9]]] })

export const placesRequests: Record<keyof typeof placesOperations, RequestOf> = {
  'GET /places': { about: 'none', make: ({ world }) => ({ path: `/places?parent=${world.township}` }) },
  'GET /places/{code}': { about: 'none', make: ({ world }) => ({ path: `/places/${world.community}` }) },
  'GET /places/{code}/ancestors': { about: 'none', make: ({ world }) => ({ path: `/places/${world.community}/ancestors` }) },
  'GET /places/{code}/boundaries': { about: 'none', make: ({ world }) => ({ path: `/places/${world.township}/boundaries` }) },
  'POST /places': { about: 'body', make: ({ world }) => ({ path: '/places', body: { parent: world.community, kind: 'compound', name: fresh('小区') } }) },
  'PATCH /places/{code}': { about: 'path', make: async ({ world }) => ({ path: `/places/${await world.compound()}`, body: { name: fresh('小区') } }) },
  'POST /places/{code}/retirement': { about: 'path', make: async ({ world }) => ({ path: `/places/${await world.compound()}/retirement`, body: {} }) },
  'PUT /places/boundaries': { about: 'body', harmless: true, make: ({ world }) => ({ path: '/places/boundaries', body: { collection: { type: 'FeatureCollection', features: [{ type: 'Feature', id: world.community, geometry: square(116.4) }] } } }) },
}
