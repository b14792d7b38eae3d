import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './standing.ts'

export default {
  direct: 'Direct',
  dispatch: 'Dispatched',
  franchise: 'Franchise',
  crowd: 'Crowd',
  confirmedByCompany: 'Confirmed by the company',
  confirmedOnSpot: 'Seen there by the community',
  confirmed: 'Confirmed',
  waits: 'You said so, to be confirmed',
  disputed: 'You were not seen there',
  roster: 'Company roster',
  self: 'You',
  spot: 'Community visit',
  name: 'Name',
  phone: 'Phone',
  outlet: 'Outlet',
  kind: 'Employment',
  agency_name: 'Company on the contract',
  post: 'Job',
  hired_on: 'Started on',
  differ: '{fields}: accounts differ',
  withAgency: '{kind} ({agency})',
  comma: ', ',
  required: 'Still empty',
} satisfies Translation<typeof zh>
