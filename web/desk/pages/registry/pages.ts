import type { DeskPage } from '../../router.ts'

export const registryPages: readonly DeskPage[] = []
