import type { stationImportsOperations } from '../../../../contract/station-imports.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { applyImport } from './applying/apply-import.ts'
import { correctMapping } from './mapping/correct-mapping.ts'
import { importEvents } from './showing/import-events.ts'
import { reverseImport } from './reversing/reverse-import.ts'
import { downloadTemplate, exportPreview, exportRejections } from './showing/import-files.ts'
import { listRows } from './showing/import-rows.ts'
import { getImportView, listImports } from './showing/import-view.ts'
import { uploadStations } from './uploading/upload-stations.ts'
import { withdrawImport } from './withdraw-import.ts'

export const routes: Routes<typeof stationImportsOperations> = {
  'POST /stations/imports': uploadStations,
  'GET /stations/imports/template': downloadTemplate,
  'GET /stations/imports': listImports,
  'GET /stations/imports/{id}': getImportView,
  'GET /stations/imports/{id}/events': importEvents,
  'GET /stations/imports/{id}/rows': listRows,
  'GET /stations/imports/{id}/export': exportPreview,
  'GET /stations/imports/{id}/rejections': exportRejections,
  'PUT /stations/imports/{id}/mapping': correctMapping,
  'POST /stations/imports/{id}/application': applyImport,
  'POST /stations/imports/{id}/reversal': reverseImport,
  'DELETE /stations/imports/{id}': withdrawImport,
}
