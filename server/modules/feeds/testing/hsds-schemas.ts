// HSDS 3.0 as JSON Schema, from tables of members: written from the public schemas of Open Referral, condensed to what
// they demand. `id: uuid`; `!` required; `[address]` a list of those; `=a|b` one of these words.

type Table = Record<string, string>

const shared: Table = { attributes: '[attribute]', metadata: '[metadata]' }

const tables: Record<string, Table> = {
  metadata: { id: 'uuid!', resource_id: 'uuid', resource_type: 'string', last_action_date: 'string', last_action_type: 'string', field_name: 'string', previous_value: 'string', replacement_value: 'string', updated_by: 'string' },
  taxonomy_term: { id: 'uuid!', code: 'string', name: 'string!', description: 'string!', parent_id: 'string', taxonomy: 'string', language: 'string', taxonomy_id: 'string', term_uri: 'uri', metadata: '[metadata]' },
  attribute: { id: 'uuid!', link_id: 'uuid', taxonomy_term_id: 'uuid', link_type: 'string', link_entity: 'string', value: 'string', label: 'string', taxonomy_term: 'taxonomy_term', metadata: '[metadata]' },
  phone: { id: 'uuid!', number: 'string!', extension: 'number', type: 'string', description: 'string', ...shared },
  language: { id: 'uuid!', service_id: 'string', location_id: 'string', phone_id: 'string', name: 'string', code: 'string', note: 'string', ...shared },
  address: { id: 'uuid!', location_id: 'string', attention: 'string', address_1: 'string!', address_2: 'string', city: 'string!', region: 'string', state_province: 'string!', postal_code: 'string!', country: 'string!', address_type: '=physical|postal|virtual!', ...shared },
  schedule: {
    id: 'uuid!', service_id: 'string', location_id: 'string', service_at_location_id: 'string', valid_from: 'day', valid_to: 'day', dtstart: 'day', timezone: 'number', until: 'day', count: 'number', wkst: '=MO|TU|WE|TH|FR|SA|SU', freq: '=WEEKLY|MONTHLY', interval: 'number', byday: 'string',
    byweekno: 'string', bymonthday: 'string', byyearday: 'string', description: 'string', opens_at: 'string', closes_at: 'string', schedule_link: 'uri', attending_type: 'string', notes: 'string', ...shared,
  },
  location: {
    id: 'uuid!', location_type: '=physical|postal|virtual!', url: 'uri', organization_id: 'string', name: 'string', alternate_name: 'string', description: 'string', transportation: 'string', latitude: 'number', longitude: 'number', external_identifier: 'string', external_identifier_type: 'string',
    languages: '[language]', addresses: '[address]', phones: '[phone]', schedules: '[schedule]', ...shared,
  },
  organization_identifier: { id: 'uuid!', organization_id: 'string', identifier_scheme: 'string', identifier_type: 'string!', identifier: 'string!', ...shared },
  organization: {
    id: 'uuid!', name: 'string!', alternate_name: 'string', description: 'string!', email: 'email', website: 'uri', year_incorporated: 'number', legal_status: 'string', logo: 'string', uri: 'uri', parent_organization_id: 'string', phones: '[phone]', locations: '[location]', organization_identifiers: '[organization_identifier]', ...shared,
  },
  service_area: { id: 'uuid!', service_id: 'string', service_at_location_id: 'string', name: 'string', description: 'string', extent: 'string', extent_type: 'string', uri: 'uri', ...shared },
  cost_option: { id: 'uuid!', service_id: 'string', valid_from: 'day', valid_to: 'day', option: 'string', currency: 'string', amount: 'number', amount_description: 'string', ...shared },
  required_document: { id: 'uuid!', service_id: 'string', document: 'string', uri: 'uri', ...shared },
  service_at_location: { id: 'uuid!', service_id: 'string', location_id: 'string', description: 'string', service_areas: '[service_area]', phones: '[phone]', schedules: '[schedule]', location: 'location', service: 'service', ...shared },
  service: {
    id: 'uuid!', organization_id: 'string', program_id: 'string', name: 'string!', alternate_name: 'string', description: 'string', url: 'uri', email: 'email', status: '=active|inactive|defunct|temporarily closed!', interpretation_services: 'string', application_process: 'string', fees_description: 'string', accreditations: 'string',
    eligibility_description: 'string', minimum_age: 'number', maximum_age: 'number', assured_date: 'day', assurer_email: 'email', alert: 'string', last_modified: 'string', phones: '[phone]', schedules: '[schedule]', service_areas: '[service_area]', service_at_locations: '[service_at_location]', languages: '[language]',
    organization: 'organization', cost_options: '[cost_option]', required_documents: '[required_document]', ...shared,
  },
}

/** Members that the tables do not name are refused: a misspelt one would else go unnoticed. */
export function hsdsSchemas(): { $id: string; type: string; properties: Record<string, object>; required: string[]; additionalProperties: boolean }[] {
  return Object.entries(tables).map(([name, table]) => ({
    $id: name,
    type: 'object',
    properties: Object.fromEntries(Object.entries(table).map(([member, said]) => [member, typeOf(said.replace(/!$/, ''))])),
    required: Object.entries(table).flatMap(([member, said]) => (said.endsWith('!') ? [member] : [])),
    additionalProperties: false,
  }))
}

export function pageSchema(item: string): object {
  return {
    type: 'object', required: ['empty', 'contents'],
    properties: { total_items: { type: 'integer' }, total_pages: { type: 'integer' }, page_number: { type: 'integer' }, size: { type: 'integer' }, first_page: { type: 'boolean' }, last_page: { type: 'boolean' }, empty: { type: 'boolean' }, contents: { type: 'array', items: { $ref: item } } },
  }
}

function typeOf(said: string): object {
  if (said.startsWith('=')) return { enum: said.slice(1).split('|') }
  if (said.startsWith('[')) return { type: 'array', items: { $ref: said.slice(1, -1) } }
  if (said === 'string' || said === 'number') return { type: said }
  if (said === 'day') return { type: 'string', format: 'date' }
  if (said === 'uuid' || said === 'uri' || said === 'email') return { type: 'string', format: said }
  return { $ref: said }
}
