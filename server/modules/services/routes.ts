import type { applicationsOperations } from '../../../contract/applications.ts'
import type { servicesOperations } from '../../../contract/services.ts'
import type { Routes } from '../../platform/http/call.ts'
import { applyForWorker, applyMyself } from './applications/apply.ts'
import { approveOne, ask, enterAnswer, goToStep, handOverOne, refuseOne } from './applications/deeds.ts'
import { dropMyDraft, readMyService, saveMyDraft } from './applications/drafts.ts'
import { exportApplications } from './applications/export-applications.ts'
import { decideHandOver, listProviders, takeOfferBack } from './applications/hand-over.ts'
import { listApplications } from './applications/list-applications.ts'
import { doMany } from './applications/many-deeds.ts'
import { answerMine, getMine, listMine, rate, withdraw } from './applications/my-applications.ts'
import { openDocument, openMyDocument, revealAnswer } from './applications/open-papers.ts'
import { getApplication } from './applications/read-application.ts'
import { summariseApplications } from './applications/summarise-applications.ts'
import { addService, bringBack, dropDraft, getCatalogueEntry, listCatalogue, orderCatalogue, publish, readVersion, retire, saveDraft } from './catalogue/edit-catalogue.ts'
import { countReach, previewService } from './catalogue/preview.ts'
import { listServices, readService } from './catalogue/read-services.ts'
import { listReasons, putReason } from './catalogue/refusal-reasons.ts'

export const routes: Routes<typeof servicesOperations> = {
  'GET /services': listServices,
  'GET /services/{id}': readService,
  'GET /me/services/{id}': readMyService,
  'PUT /me/services/{id}/draft': saveMyDraft,
  'DELETE /me/services/{id}/draft': dropMyDraft,
  'GET /catalogue': listCatalogue,
  'POST /catalogue': addService,
  'PUT /catalogue/order': orderCatalogue,
  'POST /catalogue/preview': previewService,
  'POST /catalogue/reach': countReach,
  'GET /catalogue/{id}': getCatalogueEntry,
  'PUT /catalogue/{id}/draft': saveDraft,
  'DELETE /catalogue/{id}/draft': dropDraft,
  'POST /catalogue/{id}/publication': publish,
  'POST /catalogue/{id}/retirement': retire,
  'DELETE /catalogue/{id}/retirement': bringBack,
  'GET /catalogue/{id}/versions/{version}': readVersion,
  'GET /refusal-reasons': listReasons,
  'PUT /refusal-reasons/{code}': putReason,
}

export const applicationRoutes: Routes<typeof applicationsOperations> = {
  'GET /me/applications': listMine,
  'POST /me/applications': applyMyself,
  'GET /me/applications/{id}': getMine,
  'GET /me/applications/{id}/documents/{document}': openMyDocument,
  'POST /me/applications/{id}/answers': answerMine,
  'POST /me/applications/{id}/withdrawal': withdraw,
  'POST /me/applications/{id}/rating': rate,
  'GET /applications': listApplications,
  'GET /applications/export': exportApplications,
  'GET /applications/summary': summariseApplications,
  'POST /applications': applyForWorker,
  'POST /applications/deeds': doMany,
  'GET /applications/{id}': getApplication,
  'GET /applications/{id}/documents/{document}': openDocument,
  'POST /applications/{id}/disclosures': revealAnswer,
  'POST /applications/{id}/steps': goToStep,
  'POST /applications/{id}/questions': ask,
  'POST /applications/{id}/answers': enterAnswer,
  'POST /applications/{id}/approval': approveOne,
  'POST /applications/{id}/refusal': refuseOne,
  'POST /applications/{id}/hand-over': handOverOne,
  'DELETE /applications/{id}/hand-over': takeOfferBack,
  'POST /applications/{id}/hand-over/decision': decideHandOver,
  'GET /application-providers': listProviders,
}
