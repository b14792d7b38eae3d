// Whether a number format shows a date.

/**
 * Built-in formats that are dates, ECMA-376 part 1 §18.8.30: 14–22 and 45–47 everywhere, 27–36 and 50–58 in
 * East Asian locales (27 is "yyyy年m月" under Chinese Windows).
 */
export function isBuiltInDateFormat(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** @param code as in `formatCode`: "yyyy\-mm\-dd", "[$-804]yyyy"年"m"月";@", "0.00_);[Red]\(0.00\)" */
export function isDateFormat(code: string): boolean {
  const bare = code
    .slice(0, 255)
    .replaceAll(/"[^"]*"?/g, '')
    .replaceAll(/\\./g, '')
    .replaceAll(/[_*]./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';', 1)[0] ?? ''
  if (/^general$/i.test(bare.trim())) return false
  return /[ymdhs年月日]/i.test(bare)
}
