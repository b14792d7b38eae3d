import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './home.ts'

export default {
  night: 'Late night',
  morning: 'Good morning',
  forenoon: 'Good morning',
  noon: 'Good day',
  afternoon: 'Good afternoon',
  evening: 'Good evening',
  partNight: ' night',
  partMorning: ' morning',
  partForenoon: ' morning',
  partNoon: ' noon',
  partAfternoon: ' afternoon',
  partEvening: ' evening',
  named: '{hello}, {name}',
  when: '{day}{part} · {peak}',
  noonPeak: 'Lunch rush',
  eveningPeak: 'Dinner rush',
  inPeak: '{peak}: ride carefully',
  peakIn: '{peak} in {span}',
  peaksOver: '{peak} is over',
  large: 'Larger type',
  normal: 'Smaller type',
  bell: 'Notices',
  bellNew: { one: 'Notices, {n} not read', other: 'Notices, {n} not read' },
} satisfies Translation<typeof zh>
