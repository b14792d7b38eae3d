// The clocks of the city for calendars: China has had one zone without summer time since 1991.

import ical, { type ICalCalendar } from 'ical-generator'
import { timeZone } from '../../../platform/http/mount.ts'
import { FileAnswer } from '../../../platform/http/call.ts'

const VTIMEZONE = ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, 'BEGIN:STANDARD', 'DTSTART:19910915T010000', 'TZOFFSETFROM:+0800', 'TZOFFSETTO:+0800', 'TZNAME:CST', 'END:STANDARD', 'END:VTIMEZONE'].join('\r\n')

/** @param name as a calendar program shows it; asked again every six hours */
export function newCalendar(name: string, language: string): ICalCalendar {
  const calendar = ical({ name, prodId: { company: 'Waystation', product: 'feeds', language: language === 'en' ? 'EN' : 'ZH' }, ttl: 6 * 3600 })
  calendar.timezone({ name: timeZone, generator: () => VTIMEZONE })
  return calendar
}

export function calendarFile(name: string, calendar: ICalCalendar): FileAnswer {
  return new FileAnswer(`${name}.ics`, 'text/calendar; charset=utf-8', Buffer.from(calendar.toString()), { inline: true, headers: { 'cache-control': 'public, max-age=900', 'access-control-allow-origin': '*' } })
}

/** A moment on the clocks of the city. @param minutes from the day's midnight; 1440 and more is the next day */
export function at(day: Temporal.PlainDate, minutes: number): Temporal.ZonedDateTime {
  return day.toZonedDateTime({ timeZone }).add({ minutes })
}
