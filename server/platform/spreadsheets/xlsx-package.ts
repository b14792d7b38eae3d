// The fixed parts of an .xlsx going out.

/** Cell styles by number, in the order of `styles`. */
export const STYLE = { plain: 0, header: 1, text: 2, date: 3, emphasis: 4, preface: 5 } as const

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Everything of the archive but the sheets: path and content. @param names of the sheets, already unique */
export function fixedParts(names: readonly string[]): [string, string][] {
  const numbers = names.map((_, index) => index + 1)
  const overrides = numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
  const sheets = names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  const links = numbers.map((n) => `<Relationship Id="rId${n}" Type="${LINKS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${overrides.join('')}</Types>`,
    ],
    ['_rels/.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets>${sheets.join('')}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}<Relationship Id="rId${names.length + 1}" Type="${LINKS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles()],
  ]
}

/** Sheet names have at most 31 characters, none of []:*?/\, and differ. */
export function uniqueNames(wanted: readonly string[]): string[] {
  const names: string[] = []
  for (const one of wanted) {
    const clean = one.replaceAll(/[[\]:*?/\\']/g, ' ').trim().slice(0, 28) || 'Sheet'
    let name = clean
    for (let again = 2; names.includes(name); again++) name = `${clean} ${again}`
    names.push(name)
  }
  return names
}

/** Also drops what XML 1.0 cannot hold: control characters and halves of surrogate pairs. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Six cell styles in the house's colours: ink header on a paper tint, vermilion for what to read. */
function styles(): string {
  return (
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
    `<fonts count="4">${font('')}${font('<b/>')}${font('<color rgb="FFB3261E"/>')}${font('<color rgb="FF6B6F76"/>')}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF3EDE2"/></patternFill></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="6">${xf(0, 0, 0)}${xf(49, 1, 2)}${xf(49, 0, 0, ' quotePrefix="1"')}${xf(164, 0, 0)}${xf(0, 2, 0)}${xf(0, 3, 0)}</cellXfs></styleSheet>`
  )
}

function font(extra: string): string {
  return `<font>${extra}<sz val="11"/><name val="Microsoft YaHei"/></font>`
}

function xf(format: number, fontId: number, fill: number, extra = ''): string {
  const wrap = fill === 2 || fontId === 2 ? 1 : 0
  return (
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" ` +
    `applyFill="1" applyAlignment="1"${extra}><alignment vertical="center" wrapText="${wrap}"/></xf>`
  )
}
