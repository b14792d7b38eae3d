// GET /feeds/openings.ics: days on which stations open differently. A closed day is a whole day; other hours are events
// of that day, repeated as long as the exception lasts.

import { ICalEventRepeatingFreq } from 'ical-generator'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { words } from '../../../platform/words.ts'
import { openingExceptions } from '../../stations/index.ts'
import { at, calendarFile, newCalendar } from './zone.ts'

export async function openingCalendar(call: Call<'GET /feeds/openings.ics'>): Promise<Reply<'GET /feeds/openings.ics'>> {
  const { city, language, query, today } = call
  const calendar = newCalendar(words(language, `${city.name} · 驿站时间变动`, `${city.name}: changed opening hours`), language)
  for (const one of await openingExceptions(call.tx, today, { place: query.place, stations: query.station === undefined ? undefined : [query.station] })) {
    const id = (part: number | string) => `opening-${one.id}-${part}@${city.code}.waystation`
    const location = { title: one.station_name, address: one.address, geo: { lat: one.lat, lon: one.lon } }
    const shared = { stamp: one.created_at, location, timezone: 'Asia/Shanghai', ...(one.reason ? { description: one.reason } : {}) }
    if (one.spans.length === 0) {
      calendar.createEvent({ ...shared, id: id('closed'), allDay: true, start: at(one.from_on, 0), end: at(one.until_on.add({ days: 1 }), 0), summary: words(language, `${one.station_name}：不开放`, `${one.station_name}: closed`) })
      continue
    }
    const days = one.from_on.until(one.until_on).days + 1
    for (const [part, [from, until]] of one.spans.entries()) {
      const event = calendar.createEvent({ ...shared, id: id(part), start: at(one.from_on, from), end: at(one.from_on, until), summary: words(language, `${one.station_name}：临时开放时间`, `${one.station_name}: opening hours changed`) })
      if (days > 1) event.repeating({ freq: ICalEventRepeatingFreq.DAILY, count: days })
    }
  }
  return calendarFile('openings', calendar)
}
