import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readDate } from './read-date.ts'
import { readKind, readLabel } from './read-kind.ts'
import { readName } from './read-name.ts'
import { readPhone } from './read-phone.ts'
import { foldOutletName } from './fold-outlet-name.ts'
import { pinyinOf } from './pinyin.ts'

const TODAY = '2026-11-25'
const date = (cell: Parameters<typeof readDate>[0], epoch1904 = false) => readDate(cell, epoch1904, TODAY)

describe('a date of hire', () => {
  test('is understood however HR wrote it', () => {
    for (const text of ['2022-03-01', '2022-3-1', '2022/3/1', '2022.3.1', '2022年3月1日', '2022年03月01号', '20220301', '２０２２／３／１', ' 2022 - 3 - 1 ', '2022/3/1 9:00', '2022-03-01 00:00:00', '2022-03-01T08:00:00+08:00', '2022年3月1日 上午9:30', '22/3/1', '22.3.1', '22年3月1日', '3/1/22', '3/1/2022', '2022\u200b-03-01', "'2022-03-01", '44621', '44621.5', '1-Mar-22', 'Mar 1, 2022', '1 March 2022', '2022年3月', '2022/3', '20220301.0', '2022-03-01.']) {
      assert.deepEqual(date(text), { value: '2022-03-01' }, text)
    }
    assert.deepEqual(date(44_621), { value: '2022-03-01' })
    assert.deepEqual(date(43_159, true), { value: '2022-03-01' })
    assert.deepEqual(date(20_220_301), { value: '2022-03-01' })
    assert.deepEqual(date({ serial: 44_621, date: '2022-03-01' }), { value: '2022-03-01' })
    assert.deepEqual(date('31/12/2022'), { value: '2022-12-31' })
    assert.deepEqual(date('98/5/1'), { value: '1998-05-01' })
    assert.deepEqual(date({ serial: 20_220_301, date: undefined }), { value: '2022-03-01' })
  })

  test('that is no day, too early or far ahead is sent back', () => {
    for (const text of ['2026/13/2', '2022-02-29', '2022-02-30', '20221301', '2022年4月31日', '昨天', '2022', '1', 'abc', '44621a']) {
      const read = date(text)
      assert.ok(read && 'code' in read && read.code === 'bad-date', text)
    }
    assert.deepEqual(date('2026/13/2'), { code: 'bad-date', detail: { shown: '2026/13/2' } })
    assert.deepEqual(date('1969-12-31'), { code: 'bad-date', detail: { shown: '1969-12-31', why: 'past' } })
    assert.deepEqual(date('2027-11-26'), { code: 'bad-date', detail: { shown: '2027-11-26', why: 'future' } })
    assert.deepEqual(date('2027-11-25'), { value: '2027-11-25' })
    assert.deepEqual(date(60), { code: 'bad-date', detail: { shown: '60' } })
    // A document that slipped into the column is not repeated anywhere.
    assert.deepEqual(date('11010519491231002X'), { code: 'bad-date', detail: {} })
    assert.deepEqual(date('13800138000'), { code: 'bad-date', detail: {} })
  })

  test('may be absent, also by a dash', () => {
    for (const text of [undefined, '', ' ', '-', '/', '——', '无', 'N/A', '\u3000']) assert.equal(date(text), undefined)
  })
})

describe('a mobile number', () => {
  test('is its eleven digits', () => {
    for (const cell of ['13800138000', 13_800_138_000, '+86 138 0013 8000', '0086-13800138000', '8613800138000', '138-0013-8000', '１３８００１３８０００', "'13800138000", '138 0013 8000\t', '\u202d13800138000\u202c', '13800138000.0', '（+86）13800138000', '138.0013.8000', '13800138000/010-65001234', '010-65001234、13800138000', { formula: true as const, value: 13_800_138_000 }]) {
      assert.deepEqual(readPhone(cell), { value: '13800138000' }, String(cell))
    }
  })

  test('that is none is sent back, saying what is wrong', () => {
    assert.deepEqual(readPhone('1380013800'), { code: 'bad-phone', detail: { why: 'length', digits: 10 } })
    assert.deepEqual(readPhone('12800138000'), { code: 'bad-phone', detail: { why: 'prefix' } })
    assert.deepEqual(readPhone('1.38001E+10'), { code: 'bad-phone', detail: { why: 'lost' } })
    assert.deepEqual(readPhone('138O0138000'), { code: 'bad-phone', detail: { why: 'characters' } })
    assert.deepEqual(readPhone('010-65001234'), { code: 'bad-phone', detail: { why: 'prefix' } })
    for (const cell of [undefined, '', ' ', '/', '无', { error: '#N/A' }]) assert.equal(readPhone(cell), undefined)
  })
})

describe('a name', () => {
  test('keeps its characters and loses the spaces between them', () => {
    const cases: [string, string][] = [
      ['张伟', '张伟'],
      [' 张 伟 ', '张伟'],
      ['张\u3000伟', '张伟'],
      ['张\u200b伟\ufeff', '张伟'],
      ['买买提•艾力', '买买提·艾力'],
      ['买买提．艾力', '买买提·艾力'],
      ['买买提 · 艾力', '买买提·艾力'],
      ['𠮷田㐂', '𠮷田㐂'],
      ['John  Smith', 'John Smith'],
      ['ＪＯＨＮ　ＳＭＩＴＨ', 'JOHN SMITH'],
      ['J. Smith', 'J. Smith'],
      ["'张伟", '张伟'],
    ]
    for (const [written, name] of cases) assert.deepEqual(readName(written), { value: name })
  })

  test('of digits or dashes is none', () => {
    for (const cell of ['12345', '-', '', ' ', undefined, 42, '***']) assert.equal(readName(cell), undefined)
    assert.deepEqual(readName('张'.repeat(51)), { code: 'missing-required', detail: { why: 'too-long' } })
  })

  test('sounds as it is searched for', () => {
    assert.deepEqual(pinyinOf('周小满'), { pinyin: 'zhou xiao man', initials: 'zxm' })
    assert.deepEqual(pinyinOf('单雄信'), { pinyin: 'shan xiong xin', initials: 'sxx' })
    assert.deepEqual(pinyinOf('尉迟恭'), { pinyin: 'yu chi gong', initials: 'ycg' })
    assert.deepEqual(pinyinOf('吕布'), { pinyin: 'lv bu', initials: 'lb' })
    assert.deepEqual(pinyinOf('买买提·艾力'), { pinyin: 'mai mai ti ai li', initials: 'mmtal' })
    assert.deepEqual(pinyinOf('John Smith'), { pinyin: 'john smith', initials: 'js' })
    assert.deepEqual(pinyinOf(''), { pinyin: '', initials: '' })
  })
})

describe('a kind of contract', () => {
  test('is one of four, or none', () => {
    const cases: [string, string | undefined][] = [
      ['直营', 'direct'], ['自有员工', 'direct'], ['正式', 'direct'], ['全职', 'direct'], ['合同工', 'direct'], ['Full-time', 'direct'],
      ['派遣', 'dispatch'], ['劳务派遣', 'dispatch'], ['外包', 'dispatch'], ['勞務', 'dispatch'], ['Dispatch', 'dispatch'],
      ['加盟', 'franchise'], ['代理', 'franchise'], ['合作商', 'franchise'], ['franchisee', 'franchise'],
      ['众包', 'crowd'], ['兼职', 'crowd'], ['临时工', 'crowd'], ['非全日制', 'crowd'], ['眾包', 'crowd'],
      ['', undefined], ['其他', undefined], ['13800138000', undefined],
    ]
    for (const [text, kind] of cases) assert.equal(readKind(text).kind, kind, text)
  })

  test('may carry the agency with it', () => {
    for (const text of ['派遣（禾苗人力）', '派遣(禾苗人力)', '派遣-禾苗人力', '派遣：禾苗人力', '劳务派遣 / 禾苗人力']) assert.deepEqual(readKind(text), { kind: 'dispatch', agency: '禾苗人力' }, text)
    assert.deepEqual(readKind('派遣（全职）'), { kind: 'dispatch', agency: undefined })
    assert.deepEqual(readKind('直营（总部）'), { kind: 'direct', agency: undefined })
    assert.equal(readLabel(' 骑 手\u200b', 60), '骑 手')
    assert.equal(readLabel('——', 60), '')
  })
})

test('names of outlets meet where people mean the same, and only there', () => {
  const same = ['三里屯站', '三里屯站点', '三里屯配送站', '三里屯 站', '（三里屯）站', '三里屯配送站点', '三裡屯站']
  for (const name of same) assert.equal(foldOutletName(name), '三里屯站', name)
  assert.equal(foldOutletName('望京Ａ座'), foldOutletName('望京a座'))
  const different = ['望京站', '望京东站', '望京', '望京一站', '望京网点', '望京营业部', '望京西站']
  assert.equal(new Set(different.map(foldOutletName)).size, different.length)
})
