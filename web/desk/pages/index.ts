/**
 * The desk's pages: one line each (see `DeskPage`). An entry of the nav shows once a page names it.
 */
import type { Router } from 'vue-router'
import type { DeskPage } from '../router.ts'

export const pages: readonly DeskPage[] = []

/** Runs before the app is mounted: takes up the session, fills `frame`, guards the pages. */
export async function prepare(_router: Router): Promise<void> {}
