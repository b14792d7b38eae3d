/** The phone's pages: one line each (see `PocketPage`). A tab shows once a page is its root. */
import type { Router } from 'vue-router'
import type { PocketPage } from '../router.ts'

export const pages: readonly PocketPage[] = []

/** Runs before the app is mounted: takes up the session and guards the pages. */
export async function prepare(_router: Router): Promise<void> {}
