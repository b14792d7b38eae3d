import type { rostersOperations } from '../../../../contract/rosters.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { applyRoster } from './applying/apply-roster.ts'
import { decideReview } from './comparing/decide-review.ts'
import { correctMapping } from './mapping/correct-mapping.ts'
import { showMapping } from './mapping/show-mapping.ts'
import { reverseRoster } from './reversing/reverse-roster.ts'
import { exportPreview } from './showing/export-preview.ts'
import { exportRejections } from './showing/export-rejections.ts'
import { listRows } from './showing/list-rows.ts'
import { rosterEvents } from './showing/roster-events.ts'
import { getRosterView, listRosters } from './showing/roster-view.ts'
import { rosterTemplate } from './uploading/roster-template.ts'
import { uploadRoster } from './uploading/upload-roster.ts'
import { withdrawRoster } from './withdraw-roster.ts'

export const routes: Routes<typeof rostersOperations> = {
  'POST /companies/{id}/rosters': uploadRoster,
  'GET /companies/{id}/roster-template': rosterTemplate,
  'GET /companies/{id}/roster-mapping': showMapping,
  'GET /rosters': listRosters,
  'GET /rosters/{id}': getRosterView,
  'GET /rosters/{id}/events': rosterEvents,
  'GET /rosters/{id}/rows': listRows,
  'GET /rosters/{id}/export': exportPreview,
  'GET /rosters/{id}/rejections': exportRejections,
  'PUT /rosters/{id}/mapping': correctMapping,
  'POST /rosters/{id}/reviews': decideReview,
  'POST /rosters/{id}/application': applyRoster,
  'POST /rosters/{id}/reversal': reverseRoster,
  'DELETE /rosters/{id}': withdrawRoster,
}
