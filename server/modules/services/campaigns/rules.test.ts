import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { campaignStates } from '../../../../contract/campaigns.ts'
import { byCount, everyDay, hideSmall, labelledDays, mayStep, passCode, passPayload, passStep, progressOf, readPass, stateByDay } from './rules.ts'

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

test('a campaign goes from plan to end, never back once it was announced, and a report comes after the end', () => {
  assert.ok(mayStep('draft', 'planned', false) && mayStep('planned', 'running', true) && mayStep('running', 'ended', true) && mayStep('planned', 'ended', true))
  assert.ok(mayStep('planned', 'draft', false) && !mayStep('planned', 'draft', true))
  for (const to of campaignStates) assert.ok(!mayStep('ended', to, true) && !mayStep('reported', to, true) && !mayStep('running', to === 'ended' ? 'planned' : to, true))
})

test('the calendar begins and ends a campaign: its last day is a day of it', () => {
  const campaign = { state: 'planned' as const, starts_on: Temporal.PlainDate.from('2026-12-01'), ends_on: Temporal.PlainDate.from('2026-12-03') }
  const on = (day: string) => stateByDay(campaign, Temporal.PlainDate.from(day))
  assert.deepEqual(['2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04'].map(on), ['planned', 'running', 'running', 'ended'])
  assert.equal(stateByDay({ ...campaign, state: 'draft' }, Temporal.PlainDate.from('2026-12-02')), 'draft')
  assert.equal(stateByDay({ ...campaign, state: 'reported' }, Temporal.PlainDate.from('2026-12-09')), 'reported')
})

test('a pass is shown for a minute, taken for at least another, and found again as it is scanned or typed', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), (at, random) => {
    const now = Temporal.Instant.fromEpochMilliseconds(at)
    const { expiresAt, refreshIn } = passStep(now)
    const left = (expiresAt.epochMilliseconds - at) / 1000
    assert.ok(left > 60 && left <= 120 && refreshIn >= 1 && refreshIn <= 60)
    const code = passCode(Buffer.from(random).toString('hex'), ALPHABET)
    assert.match(code, /^[A-HJ-NP-Z2-9]{8}$/)
    assert.equal(readPass(110105, code), code)
    assert.equal(readPass(110105, passPayload(110105, code)), code)
    assert.equal(readPass(330481, passPayload(110105, code)), undefined)
  }))
  assert.equal(passCode('0000000000', ALPHABET), 'AAAAAAAA')
  assert.equal(passCode('ffffffffff', ALPHABET), '99999999')
})

test('no small group can be read from a report, nor worked out from its total', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }), fc.integer({ min: 2, max: 10 }), (counts, smallest) => {
    const cells = counts.map((count, key) => ({ key, count }))
    const shown = hideSmall(cells, smallest)
    const hidden = cells.filter((_, i) => shown[i]?.count === null)
    for (const one of shown) assert.ok(one.count === null || one.count === 0 || one.count >= smallest)
    for (const [i, one] of shown.entries()) assert.ok(one.count === null || one.count === counts[i])
    if (hidden.length === 0) return assert.ok(counts.every((count) => count === 0 || count >= smallest))
    const people = hidden.reduce((sum, { count }) => sum + count, 0)
    const all = cells.filter(({ count }) => count > 0)
    assert.ok((hidden.length >= 2 && people >= smallest) || hidden.length === all.length, `${counts} → ${shown.map((one) => one.count)}`)
  }))
  assert.deepEqual(hideSmall([{ count: 2 }, { count: 30 }, { count: 9 }], 5).map((one) => one.count), [null, 30, null])
})

test('progress is a share of the target, and may pass it', () => {
  assert.deepEqual(progressOf(30, 20), { given: 30, target: 20, share: 1.5 })
  assert.deepEqual(progressOf(30, null), { given: 30, target: null, share: null })
})

test('the report names stations by how much they gave, and what is hidden by name alone', () => {
  const cells = [{ name: '乙', count: null }, { name: '丙', count: 8 }, { name: '甲', count: null }, { name: '丁', count: 30 }]
  assert.deepEqual(byCount(cells).map((one) => one.name), ['丁', '丙', '乙', '甲'])
})

test('the report has every day of the campaign, also those on which nothing was given', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const cells = [{ key: '2026-11-30', name: '2026-11-30', count: 7 }, { key: '2026-12-02', name: '2026-12-02', count: 9 }]
  assert.deepEqual(everyDay(cells, day('2026-11-29'), day('2026-12-02')).map((one) => [one.key, one.count]), [['2026-11-29', 0], ['2026-11-30', 7], ['2026-12-01', 0], ['2026-12-02', 9]])
  assert.deepEqual(everyDay([], day('2026-12-02'), day('2026-12-01')), [], 'called off before it began')
})

test('a chart of many days names the first, the last, and few between', () => {
  assert.deepEqual([0, 1, 2, 5].map(labelledDays), [[], [0], [0, 1], [0, 1, 2, 3, 4]])
  for (const count of [10, 45, 62, 366]) {
    const at = labelledDays(count)
    assert.deepEqual([at[0], at.at(-1), at.length <= 9, new Set(at).size], [0, count - 1, true, at.length], String(count))
  }
})
