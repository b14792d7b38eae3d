import type { campaignsOperations } from '../../../../contract/campaigns.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { listAnnounced, readAnnounced } from './announced.ts'
import { campaignEvents } from './campaign-events.ts'
import { handOut } from './hand-out.ts'
import { showPass, signUp, takeSignUpBack } from './join-campaign.ts'
import { listCampaigns, readCampaign, readCampaignStock } from './list-campaigns.ts'
import { listMyCampaigns, readMyCampaign } from './my-campaigns.ts'
import { reportFile } from './report-file.ts'
import { announceCampaign, stepCampaign } from './step-campaign.ts'
import { addCampaign, changeCampaign, throwAwayDraft } from './write-campaign.ts'
import { readReport, writeReport } from './write-report.ts'

export const routes: Routes<typeof campaignsOperations> = {
  'GET /campaigns': listCampaigns,
  'POST /campaigns': addCampaign,
  'GET /campaigns/{id}': readCampaign,
  'PATCH /campaigns/{id}': changeCampaign,
  'POST /campaigns/{id}/state': stepCampaign,
  'POST /campaigns/{id}/announcement': announceCampaign,
  'DELETE /campaigns/{id}': throwAwayDraft,
  'GET /campaigns/{id}/stock': readCampaignStock,
  'POST /campaigns/{id}/hand-outs': handOut,
  'GET /campaigns/{id}/events': campaignEvents,
  'GET /campaigns/{id}/report': readReport,
  'PUT /campaigns/{id}/report': writeReport,
  'GET /campaigns/{id}/report/file': reportFile,
  'GET /announced-campaigns': listAnnounced,
  'GET /announced-campaigns/{id}': readAnnounced,
  'GET /me/campaigns': listMyCampaigns,
  'GET /me/campaigns/{id}': readMyCampaign,
  'POST /me/campaigns/{id}/sign-up': signUp,
  'DELETE /me/campaigns/{id}/sign-up': takeSignUpBack,
  'GET /me/campaigns/{id}/pass': showPass,
}
