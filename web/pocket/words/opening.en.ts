import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './opening.ts'

export default {
  allDay: 'Open 24 hours',
  until: 'Open till {time}',
  untilDay: 'Open till {day} {time}',
  closesIn: 'Closes in {span}',
  openSince: 'Open since {time}',
  shut: 'Closed',
  shutSince: 'Closed since {time}',
  opensToday: 'Closed, opens {time}',
  opensMorning: 'Closed, opens tomorrow {time}',
  opensDay: 'Closed, opens {day} {time}',
  onTheDay: '{why}{shut}',
  holiday: 'Holiday: ',
  exception: 'Changed these days: ',
  paused: 'Paused',
  planned: 'Not opened yet',
  closed: 'Gone',
  unknown: 'Hours not known yet',
} satisfies Translation<typeof zh>
