// The worker's data as one page that opens anywhere, without script and without anything from elsewhere.

import type { Language } from '../../../../contract/problems.ts'
import type { PersonalDataSection } from './personal-data.ts'

type Page = { city: string; today: Temporal.PlainDate; language: Language; sections: readonly PersonalDataSection[] }

export function readablePage({ city, today, language, sections }: Page): string {
  const say = ([zh, en]: readonly [string, string]) => (language === 'en' ? en : zh)
  const title = say(['驿站保存的我的数据', 'What Waystation keeps about me'])
  const body = sections.map(({ title: heading, columns, rows }) => {
    const shown = Object.entries(columns)
    if (rows.length === 0) return `<h2>${escaped(say(heading))}</h2><p>${say(['没有', 'Nothing'])}</p>`
    const head = shown.map(([, words]) => `<th scope="col">${escaped(say(words))}</th>`).join('')
    const lines = rows.map((row) => `<tr>${shown.map(([column]) => `<td>${escaped(readable(row[column], language))}</td>`).join('')}</tr>`)
    return `<h2>${escaped(say(heading))}</h2><div><table><thead><tr>${head}</tr></thead><tbody>${lines.join('\n')}</tbody></table></div>`
  })
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1><p>${escaped(`${city} · ${today}`)}</p>
${body.join('\n')}
</body></html>
`
}

function readable(value: unknown, language: Language): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return language === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否'
  if (value instanceof Temporal.Instant) return value.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
  if (Array.isArray(value)) return value.map((one) => readable(one, language)).join(language === 'en' ? ', ' : '、')
  return typeof value === 'object' && !('toJSON' in value) ? JSON.stringify(value) : String(value)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}

const style = 'body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430}h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}div{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #dde1e7;vertical-align:top}th{color:#5b6472;font-weight:500;white-space:nowrap}'
