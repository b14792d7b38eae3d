// Everything about me, to take along: for a program, or to read.

import { beyondScope } from '../../../platform/database/beyond.ts'
import { FileAnswer, type Call } from '../../../platform/http/call.ts'
import { workerDirectory } from '../directory.ts'
import { personalDataSources, type PersonalDataSection } from './personal-data.ts'
import { readablePage } from './readable-page.ts'

export async function exportMyData(call: Call<'GET /me/export'>): Promise<FileAnswer> {
  const sections: PersonalDataSection[] = []
  // One's own record is spread over rows that row security shows to companies and places only.
  await beyondScope(call, async () => {
    const workers = await workerDirectory().selves(call.tx, call.actor.worker)
    for (const source of personalDataSources()) sections.push(...(await source.export(call, workers)))
  })
  const english = call.language === 'en'
  const name = `${english ? 'my-data' : '我的数据'}-${call.today}`
  if (call.query.format === 'html') return new FileAnswer(`${name}.html`, 'text/html; charset=utf-8', Buffer.from(readablePage({ city: call.city.name, today: call.today, language: call.language, sections })))
  const content = { city: call.city.code, exported_at: call.now, ...Object.fromEntries(sections.map(({ key, rows }) => [key, rows])) }
  return new FileAnswer(`${name}.json`, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(content, null, 2)))
}
