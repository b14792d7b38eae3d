// One table says who may do what. Where they may do it comes from the grant: a place, a company, an outlet, a station, a partner.

export const roles = [
  'administrator',
  'district_officer',
  'township_officer',
  'community_officer',
  'grid_worker',
  'station_keeper',
  'partner_staff',
  'branch_secretary',
  'company_hr',
  'company_program',
  'outlet_manager',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** What a role is granted over. */
export const roleTargets: Record<Role, 'place' | 'company' | 'outlet' | 'unit' | 'station' | 'partner'> = {
  administrator: 'place',
  district_officer: 'place',
  township_officer: 'place',
  community_officer: 'place',
  grid_worker: 'place',
  station_keeper: 'station',
  partner_staff: 'partner',
  branch_secretary: 'unit',
  company_hr: 'company',
  company_program: 'company',
  outlet_manager: 'outlet',
  auditor: 'place',
}

const offices = ['district_officer', 'township_officer', 'community_officer'] as const
const field = [...offices, 'grid_worker'] as const
const employers = ['company_hr', 'outlet_manager'] as const
const keepers = ['station_keeper', 'partner_staff'] as const

/** verb → the roles that hold it. A verb missing here does not exist; a role missing from a row may not. */
export const permissions = {
  'place.write': ['administrator', ...offices],
  'trade.write': ['administrator', 'district_officer'],
  'company.read': ['administrator', ...field, ...employers, 'company_program', 'auditor'],
  'company.write': ['district_officer', 'township_officer'],
  'company.contact': [...offices, 'company_hr'],
  'outlet.read': ['administrator', ...field, ...employers, 'company_program', 'auditor'],
  'outlet.write': [...offices, 'company_hr'],
  'worker.read': [...field],
  'worker.write': [...field],
  'worker.reveal': [...field],
  'engagement.read': [...field, ...employers],
  'engagement.write': [...field],
  'engagement.confirm': [...field, ...employers],
  'fact.settle': [...offices],
  'check.write': [...field],
  'check.read': [...field],
  'poster.write': [...field, ...employers],
  'duplicate.read': [...offices],
  'duplicate.decide': [...offices],
  'roster.read': [...offices, ...employers, 'company_program'],
  'roster.upload': ['district_officer', 'township_officer', ...employers, 'company_program'],
  'roster.apply': ['district_officer', 'township_officer', ...employers, 'company_program'],
  'roster.reverse': ['district_officer', 'township_officer', 'company_hr'],
  'calendar.write': ['administrator', 'district_officer'],
  'notice-channel.read': ['administrator', ...offices],
  'notice-channel.write': ['administrator', ...offices],
  'partner.read': ['administrator', ...offices, 'partner_staff', 'auditor'],
  'partner.write': ['district_officer', 'township_officer'],
  'station.read': ['administrator', ...field, ...keepers, 'auditor'],
  'station.write': [...offices],
  'station.import': [...offices],
  'station.keep': [...offices, ...keepers],
  'station.confirm': [...field, ...keepers],
  'goods.write': ['administrator', 'district_officer', 'township_officer'],
  'coverage.read': ['administrator', ...offices, 'auditor'],
  'service.read': ['administrator', ...field, 'partner_staff', 'auditor'],
  'service.write': ['district_officer', 'township_officer'],
  'application.read': [...offices, 'partner_staff'],
  'application.submit': [...field],
  'application.handle': [...offices, 'partner_staff'],
  'voucher.read': [...offices, ...keepers, 'auditor'],
  'voucher.issue': ['district_officer', 'township_officer'],
  'voucher.redeem': [...keepers],
  'voucher.settle': ['district_officer', 'township_officer'],
  'campaign.read': ['administrator', ...field, ...keepers, 'auditor'],
  'campaign.write': [...offices],
  'campaign.hand-out': [...field, ...keepers],
  'queue.read': ['administrator', ...field, ...employers, 'auditor', ...keepers, 'branch_secretary'],
  'account.read': ['administrator', 'district_officer', 'township_officer', 'auditor'],
  'account.write': ['administrator', 'district_officer', 'township_officer'],
  'program.write': ['company_hr'],
  'audit.read': ['auditor'],
  'setting.read': ['administrator', 'district_officer', 'auditor'],
  'setting.write': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Verb = keyof typeof permissions

export function holds(role: Role, verb: Verb): boolean {
  return (permissions[verb] as readonly Role[]).includes(role)
}

/** Which roles a role may hand on, inside its own reach. Nobody hands on more than this. */
export const mayGrant: Partial<Record<Role, readonly Role[]>> = {
  administrator: roles,
  district_officer: ['township_officer', 'community_officer', 'grid_worker', 'station_keeper', 'partner_staff', 'branch_secretary', 'company_hr', 'outlet_manager'],
  township_officer: ['community_officer', 'grid_worker', 'station_keeper', 'partner_staff', 'outlet_manager'],
}
