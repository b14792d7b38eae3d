// GET /feeds/campaigns.ics: announced care campaigns, whole days.

import { ICalEventTransparency } from 'ical-generator'
import { isInside, placeRange } from '../../../../contract/place-code.ts'
import { wholeCode } from '../../../platform/database/reach.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { words } from '../../../platform/words.ts'
import { announcedCampaigns } from '../../services/index.ts'
import { at, calendarFile, newCalendar } from './zone.ts'

/** Calendars keep what was: a campaign stays for so long after its last day. */
const KEPT_DAYS = 90

export async function campaignCalendar(call: Call<'GET /feeds/campaigns.ics'>): Promise<Reply<'GET /feeds/campaigns.ics'>> {
  const { city, language, query } = call
  const name = words(language, `${city.name} · 关爱活动`, `${city.name}: care campaigns`)
  const calendar = newCalendar(name, language)
  const range = query.place === undefined ? undefined : placeRange(wholeCode(query.place))
  for (const campaign of await announcedCampaigns(call, call.today.subtract({ days: KEPT_DAYS }))) {
    // What a township announces is its own; what the city announces is for every place in it.
    if (range && !isInside(campaign.place, range) && !isInside(range[0], placeRange(campaign.place))) continue
    const where = campaign.stations.map((station) => [station.name, station.address].filter(Boolean).join(' '))
    const [station] = campaign.stations
    calendar.createEvent({
      id: `campaign-${campaign.id}@${city.code}.waystation`, sequence: campaign.revision, stamp: campaign.announced_at, allDay: true,
      start: at(campaign.starts_on, 0), end: at(campaign.ends_on.add({ days: 1 }), 0), timezone: 'Asia/Shanghai',
      summary: campaign.name, description: [campaign.purpose, where.length > 0 ? words(language, `发放点：${where.join('；')}`, `Handed out at: ${where.join('; ')}`) : ''].filter(Boolean).join('\n'),
      ...(station && campaign.stations.length === 1 ? { location: { title: station.name, address: station.address, geo: { lat: station.position.lat, lon: station.position.lon } } } : {}),
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendarFile('campaigns', calendar)
}
