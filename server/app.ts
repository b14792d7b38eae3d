// The contents page: what Waystation is made of, and how its parts are put together.

import type { FastifyInstance } from 'fastify'
import { contract } from '../contract/index.ts'
import { authenticator, accessJobs } from './modules/access/index.ts'
import { routes as access } from './modules/access/routes.ts'
import { attachmentsJobs } from './modules/attachments/index.ts'
import { routes as attachments } from './modules/attachments/routes.ts'
import { routes as calendar } from './modules/calendar/routes.ts'
import { feedsJobs } from './modules/feeds/index.ts'
import { routes as feeds } from './modules/feeds/routes.ts'
import { noticesJobs } from './modules/notices/index.ts'
import { routes as notices } from './modules/notices/routes.ts'
import { placesJobs } from './modules/places/index.ts'
import { routes as places } from './modules/places/routes.ts'
import { registryJobs } from './modules/registry/index.ts'
import { routes as registry } from './modules/registry/routes.ts'
import { routes as rosters } from './modules/registry/rosters/routes.ts'
import { routes as campaigns } from './modules/services/campaigns/routes.ts'
import { servicesJobs } from './modules/services/index.ts'
import { applicationRoutes as applications, routes as catalogue } from './modules/services/routes.ts'
import { routes as stations } from './modules/stations/routes.ts'
import { routes as stationLife } from './modules/stations/keeping/routes.ts'
import { routes as coverage } from './modules/stations/coverage/routes.ts'
import { routes as vouchers } from './modules/services/vouchers/routes.ts'
import { routes as stationImports } from './modules/stations/imports/routes.ts'
import { stationsJobs } from './modules/stations/index.ts'
import { openCities } from './platform/cities.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database/database.ts'
import { sealJob } from './platform/events/seal.ts'
import { createFiles } from './platform/files/files.ts'
import { openFileStore } from './platform/files/store.ts'
import type { Services } from './platform/http/call.ts'
import { mount } from './platform/http/mount.ts'
import { createHttpServer } from './platform/http/server.ts'
import { serveWeb } from './platform/http/web.ts'
import { createJobs } from './platform/jobs/jobs.ts'
import { openLive } from './platform/live/live.ts'
import { createLog } from './platform/log.ts'
import { createMediaCleaner } from './platform/media/clean-media.ts'
import { createKeyring } from './platform/secrets/keyring.ts'

export const jobs = [
  sealJob,
  ...accessJobs,
  ...placesJobs,
  ...registryJobs,
  ...attachmentsJobs,
  ...noticesJobs,
  ...stationsJobs,
  ...servicesJobs,
  ...feedsJobs,
]

export type Waystation = {
  http: FastifyInstance
  services: Services
  /** Stops taking requests, finishes what runs, lets the database go. */
  stop(): Promise<void>
}

/**
 * Builds the server on a migrated database, without listening.
 * @param options.work false: does not run jobs (tests that want to run them by hand)
 */
export async function buildWaystation(config: Config, databaseUrl: string, options: { work?: boolean; clock?: () => Temporal.Instant } = {}): Promise<Waystation> {
  const log = createLog(config.logLevel)
  const db = openDatabase(databaseUrl)
  const services: Services = {
    config,
    db,
    cities: openCities(db.owner),
    log,
    keyring: createKeyring(config.secretKeys),
    files: createFiles(openFileStore(config)),
    media: createMediaCleaner(),
    live: await openLive(databaseUrl, db.owner, log),
    jobs: createJobs(db.owner, log, { work: options.work ?? true }),
    clock: options.clock ?? (() => Temporal.Now.instant()),
  }
  const http = await createHttpServer({
    log,
    rateLimit: config.rateLimit,
    trustProxy: config.trustProxy,
    maxUploadBytes: config.rosterMaxBytes,
    version: config.version,
    onlyHere: config.mode === 'demo',
    ready: async () => (await db.owner.query('select 1')).rowCount === 1,
  })

  const mounting = { services, authenticate: authenticator(services) }
  mount(http, 'access', contract.access, access, mounting)
  mount(http, 'places', contract.places, places, mounting)
  mount(http, 'registry', contract.registry, registry, mounting)
  mount(http, 'rosters', contract.rosters, rosters, mounting)
  mount(http, 'attachments', contract.attachments, attachments, mounting)
  mount(http, 'coverage', contract.coverage, coverage, mounting)
  mount(http, 'station-imports', contract.stationImports, stationImports, mounting)
  mount(http, 'feeds', contract.feeds, feeds, mounting)
  mount(http, 'calendar', contract.calendar, calendar, mounting)
  mount(http, 'notices', contract.notices, notices, mounting)
  mount(http, 'services', contract.services, catalogue, mounting)
  mount(http, 'applications', contract.applications, applications, mounting)
  mount(http, 'vouchers', contract.vouchers, vouchers, mounting)
  mount(http, 'campaigns', contract.campaigns, campaigns, mounting)
  mount(http, 'stations', contract.stations, stations, mounting)
  mount(http, 'station-life', contract.stationLife, stationLife, mounting)
  await serveWeb(http)

  await services.jobs.start(jobs, services)

  return {
    http,
    services,
    async stop() {
      await http.close()
      await services.jobs.stop()
      services.media.close()
      await services.live.close()
      await db.close()
    },
  }
}
