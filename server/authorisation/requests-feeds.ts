import type { feedsOperations } from '../../contract/feeds.ts'
import type { RequestOf } from './sample.ts'

const open = (path: string): RequestOf => ({ about: 'none', make: () => ({ path }) })
const some = '11010502-0000-8000-8000-000000000001'

export const feedsRequests: Record<keyof typeof feedsOperations, RequestOf> = {
  'GET /hsds': open('/hsds/110105'),
  'GET /hsds/services': open('/hsds/110105/services'),
  'GET /hsds/services/{id}': open(`/hsds/110105/services/${some}`),
  'GET /hsds/organizations': open('/hsds/110105/organizations'),
  'GET /hsds/organizations/{id}': open(`/hsds/110105/organizations/${some}`),
  'GET /hsds/locations': open('/hsds/110105/locations'),
  'GET /hsds/locations/{id}': open(`/hsds/110105/locations/${some}`),
  'GET /hsds/service_at_locations': open('/hsds/110105/service_at_locations'),
  'GET /hsds/service_at_locations/{id}': open(`/hsds/110105/service_at_locations/${some}`),
  'GET /feeds/campaigns.ics': open('/feeds/campaigns.ics'),
  'GET /feeds/openings.ics': open('/feeds/openings.ics'),
}
