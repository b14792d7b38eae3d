import type { DeskPage } from '../../router.ts'

export const rosterPages: readonly DeskPage[] = []
