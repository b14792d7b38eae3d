/**
 * The desk's pages: one line each (see `DeskPage`). An entry of the nav shows once a page names it.
 */
import type { Router } from 'vue-router'
import type { DeskPage } from '../router.ts'
import { officePages } from './office-pages.ts'
import { registryPages } from './registry/pages.ts'
import { rosterPages } from './rosters/pages.ts'
import { stationPages } from './stations/pages.ts'
import { servicePages } from './services/pages.ts'
import { takeUpSession } from './session.ts'

export const pages: readonly DeskPage[] = [...officePages, ...registryPages, ...rosterPages, ...stationPages, ...servicePages]

/** Runs before the app is mounted: takes up the session, fills `frame`, guards the pages. */
export const prepare = (router: Router): Promise<void> => takeUpSession(router)
