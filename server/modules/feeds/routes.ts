import type { feedsOperations } from '../../../contract/feeds.ts'
import type { Routes } from '../../platform/http/call.ts'
import { campaignCalendar } from './calendar/campaign-calendar.ts'
import { openingCalendar } from './calendar/opening-calendar.ts'
import { aboutHsds, listLinks, listLocations, listOrganizations, listServices, readLink, readLocation, readOrganization, readService } from './hsds/read-hsds.ts'

export const routes: Routes<typeof feedsOperations> = {
  'GET /hsds': aboutHsds,
  'GET /hsds/services': listServices,
  'GET /hsds/services/{id}': readService,
  'GET /hsds/organizations': listOrganizations,
  'GET /hsds/organizations/{id}': readOrganization,
  'GET /hsds/locations': listLocations,
  'GET /hsds/locations/{id}': readLocation,
  'GET /hsds/service_at_locations': listLinks,
  'GET /hsds/service_at_locations/{id}': readLink,
  'GET /feeds/campaigns.ics': campaignCalendar,
  'GET /feeds/openings.ics': openingCalendar,
}
