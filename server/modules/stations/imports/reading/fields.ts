// What a list can say of a station, and which of it has to be there for a new one.

import type { stationFields, stationRejectionCodes } from '../../../../../contract/station-imports.ts'
import type { Amenity, StationKind, StationStatus } from '../../../../../contract/stations.ts'
import type * as lists from '../../../../platform/lists/columns.ts'
import type { Hours, SpecialDay } from './hours-text-rules.ts'

export type Field = (typeof stationFields)[number]
export type RejectionCode = (typeof stationRejectionCodes)[number]
export type MappedColumn = lists.MappedColumn<Field>
export type ColumnChoices = lists.ColumnChoices<Field>
export type ColumnOf = lists.ColumnOf<Field>

export const FIELD_LABELS: Record<Field, { zh: string; en: string }> = {
  id: { zh: '驿站编号', en: 'Station no.' },
  name: { zh: '驿站名称', en: 'Name' },
  kind: { zh: '类型', en: 'Kind' },
  owner: { zh: '所属单位', en: 'Owner' },
  place: { zh: '辖区', en: 'Place' },
  address: { zh: '地址', en: 'Address' },
  position: { zh: '经纬度', en: 'Position' },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  hours: { zh: '开放时间', en: 'Opening hours' },
  holidays: { zh: '节假日', en: 'Holidays' },
  amenities: { zh: '设施', en: 'Amenities' },
  capacity: { zh: '座位数', en: 'Seats' },
  audience: { zh: '服务对象', en: 'For whom' },
  entrance_note: { zh: '入口说明', en: 'Way in' },
  status: { zh: '状态', en: 'Status' },
}

export const FIELDS = Object.keys(FIELD_LABELS) as Field[]

/** `detail` is shown to whoever sent the list. */
export type Rejection = { code: RejectionCode; field: Field; column: string | null; header: string | null; detail: Record<string, string | number> }

/** One row as it was understood; what its cells do not say is absent. */
export type StagedStation = {
  id?: number
  name: string
  kind?: StationKind
  /** As written: name, short name or credit code of a partner. */
  owner?: string
  place?: string
  address?: string
  /** WGS 84. */
  lon?: number
  lat?: number
  hours?: Hours
  /** Of a column of its own; part of `hours` where the row says them too. */
  holidays?: SpecialDay
  amenities?: Amenity[]
  capacity?: number
  audience?: 'everyone' | 'platform-workers' | 'trades' | 'companies'
  entrance_note?: string
  status?: StationStatus
}

/** `raw` is sealed: a list has columns that nothing is read of, keepers’ names and phones among them. */
export type StagedRow = { rowNo: number; said: StagedStation; raw: Buffer; unread: Rejection[] }
