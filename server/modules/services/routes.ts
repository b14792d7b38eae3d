import type { servicesOperations } from '../../../contract/services.ts'
import type { Routes } from '../../platform/http/call.ts'

export const routes: Routes<Pick<typeof servicesOperations, never>> = {}
