import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './public-map.ts'

export default {
  brand: 'Waystation',
  ways: 'Other ways in',
  rider: 'I am a rider',
  title: 'Stations of {city}',
  say: 'Where couriers, riders, drivers and streamers rest. No sign-in.',
  print: 'Print the list of a township',
  choose: 'Choose a township',
  pdf: 'PDF',
} satisfies Translation<typeof zh>
