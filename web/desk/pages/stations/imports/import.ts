import type { Api, ItemOf, ReplyOf } from '../../../data/index.ts'

export type StationImport = ReplyOf<Api['GET /stations/imports/{id}']>
export type ImportRow = ItemOf<'GET /stations/imports/{id}/rows'>
export type RowKind = ImportRow['kind']
export type StationField = NonNullable<StationImport['mapping'][number]['field']>
export type Datum = NonNullable<StationImport['datum']>

export const rowKinds: readonly RowKind[] = ['new', 'changed', 'same', 'rejected']
export const stationFields: readonly StationField[] = ['id', 'name', 'kind', 'owner', 'place', 'address', 'position', 'lon', 'lat', 'hours', 'holidays', 'amenities', 'capacity', 'audience', 'entrance_note', 'status']
export const datums: readonly Datum[] = ['gcj02', 'bd09', 'wgs84']
export const importFiles = ['.xlsx', '.xls', '.ods', '.csv', '.tsv', '.txt'] as const
export const importLimit = 20 * 1024 * 1024
