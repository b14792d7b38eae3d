import type { stationsOperations } from '../../../contract/stations.ts'
import type { Routes } from '../../platform/http/call.ts'
import { addException, removeException } from './hours/exceptions.ts'
import { addStation } from './network/add-station.ts'
import { changeStation } from './network/change-station.ts'
import { changeStatus, confirmStation } from './network/change-status.ts'
import { exportKept, exportStations } from './network/export-stations.ts'
import { listKept, summariseNetwork } from './network/list-kept.ts'
import { listStations } from './network/list-stations.ts'
import { listNearest } from './network/nearest/list-nearest.ts'
import { printPrintout } from './network/printout-pdf.ts'
import { readPrintout } from './network/printout.ts'
import { getKeptStation, getStation } from './network/station-detail.ts'
import { addPartner } from './partners/add-partner.ts'
import { changePartner } from './partners/change-partner.ts'
import { exportPartners } from './partners/export-partners.ts'
import { getPartner, listPartnerNames, listPartners } from './partners/list-partners.ts'
import { putPhoto, removePhoto } from './photos/station-photo.ts'

export const routes: Routes<typeof stationsOperations> = {
  'GET /stations': listStations,
  'GET /stations/nearest': listNearest,
  'GET /stations/export': exportStations,
  'GET /stations/printout': readPrintout,
  'GET /stations/printout.pdf': printPrintout,
  'GET /stations/{id}': getStation,
  'GET /network/stations': listKept,
  'GET /network/summary': summariseNetwork,
  'GET /network/stations/export': exportKept,
  'GET /network/stations/{id}': getKeptStation,
  'POST /stations': addStation,
  'PATCH /stations/{id}': changeStation,
  'POST /stations/{id}/status': changeStatus,
  'POST /stations/{id}/confirmation': confirmStation,
  'POST /stations/{id}/exceptions': addException,
  'DELETE /stations/{id}/exceptions/{exception}': removeException,
  'PUT /stations/{id}/photo': putPhoto,
  'DELETE /stations/{id}/photo': removePhoto,
  'GET /partners': listPartners,
  'GET /partners/export': exportPartners,
  'GET /partners/names': listPartnerNames,
  'POST /partners': addPartner,
  'GET /partners/{id}': getPartner,
  'PATCH /partners/{id}': changePartner,
}
