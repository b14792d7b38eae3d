import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBuiltInDateFormat, isDateFormat } from './number-format.ts'
import { dateToSerial, serialToDate } from './serial-date.ts'

test('every serial day of 1900 to 2100 agrees with a calendar walked day by day', () => {
  let [year, month, day] = [1900, 1, 1]
  for (let serial = 1; serial < 73_500; serial++) {
    if (serial === 60) {
      assert.equal(serialToDate(60, false), undefined) // 29 February 1900, which Excel believes in
      continue
    }
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    assert.equal(serialToDate(serial, false), date)
    assert.equal(serialToDate(serial + 0.75, false), date)
    if (serial > 60) {
      assert.equal(dateToSerial(date), serial)
      if (serial >= 1462) assert.equal(serialToDate(serial - 1462, true), date)
    }
    const long = [1, 3, 5, 7, 8, 10, 12].includes(month)
    const leap = year % 4 === 0 && (year % 100 !== 0 || year === 2000)
    if (++day > (month === 2 ? (leap ? 29 : 28) : long ? 31 : 30)) {
      day = 1
      if (++month > 12) [month, year] = [1, year + 1]
    }
  }
  assert.equal(serialToDate(-1, false), undefined)
  assert.equal(serialToDate(1e9, false), undefined)
})

test('date formats are told from number formats', () => {
  for (const code of ['yyyy-mm-dd', 'yyyy"年"m"月"d"日";@', '[$-804]yyyy\\-mm\\-dd', 'm/d/yy h:mm', '[h]:mm', 'mmm-yy', 'yyyy年m月']) assert.ok(isDateFormat(code), code)
  for (const code of ['General', '0.00', '@', '#,##0;[Red]-#,##0', '0"days"', '[$¥-804]#,##0.00', '0.00E+00', '_ * #,##0_ ', '"h"0']) assert.ok(!isDateFormat(code), code)
  assert.ok(isBuiltInDateFormat(14) && isBuiltInDateFormat(31) && isBuiltInDateFormat(57))
  assert.ok(!isBuiltInDateFormat(0) && !isBuiltInDateFormat(49) && !isBuiltInDateFormat(10))
})
