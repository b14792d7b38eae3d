/** The six that riders ask for first, as the kit draws them, and what they are called on the wire. */
import { amenities, type Amenity } from '../../../ui/pocket/types.ts'
import type { StationAmenity } from '../../data/stations.ts'

const onTheWire: Readonly<Record<Amenity, StationAmenity>> = { charge: 'charging', swap: 'battery-swap', meal: 'microwave', toilet: 'toilet', rest: 'rest', medicine: 'first-aid' }

export function wireAmenity(one: Amenity): StationAmenity {
  return onTheWire[one]
}

/** Which of the six a station has, in their order. */
export function sixOf(has: readonly StationAmenity[]): Amenity[] {
  return amenities.filter((one) => has.includes(onTheWire[one]))
}

/** What it has besides. */
export function othersOf(has: readonly StationAmenity[]): StationAmenity[] {
  const six = new Set<StationAmenity>(Object.values(onTheWire))
  return has.filter((one) => !six.has(one))
}

/** What may be asked for besides the six, the commonest wishes first. */
export const others: readonly StationAmenity[] = ['water', 'air-conditioning', 'heating', 'wifi', 'meal', 'power-bank', 'fridge', 'smart-lock', 'medicine', 'bike-repair', 'parking', 'umbrella', 'shower', 'reading', 'nursing-room']
