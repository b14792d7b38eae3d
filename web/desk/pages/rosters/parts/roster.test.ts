import { expect, test } from 'vitest'
import { applyWords, guardRule, heldOf, heldWhere, isDoubt, personOf, presentAfter, type Roster } from './roster.ts'

function roster(over: { counts?: Partial<Roster['counts']>; guard?: Roster['guard']; present?: number; present_after?: number }): Roster {
  const counts = { rows: 0, importable: 0, rejected: 0, joined: 0, left: 0, moved: 0, changed: 0, same: 0, review: 0, held: 0, ...over.counts }
  return { company: { id: 1, short_name: '疾鹿外卖' }, outlet: null, counts, guard: over.guard ?? { tripped: false }, present: over.present ?? 0, present_after: over.present_after ?? 0 } as Roster
}
const emptied = roster({ counts: { joined: 37, left: 41, held: 24 }, present_after: 1489, guard: { tripped: true, scope: 'outlets', outlets: [{ id: 2, name: '望京东站', present: 52, leaving: 24 }] } })

test('the button says what it does', () => {
  expect(applyWords(roster({ counts: { joined: 3, left: 2 } }), false)).toBe('应用：3 人入职，2 人离职')
  expect(applyWords(roster({ counts: { changed: 4, moved: 1 } }), false)).toBe('应用，更新 5 人的资料')
  expect(applyWords(roster({}), false)).toBe('应用，名单没有变化')
})

test('an emptied outlet is left alone until somebody confirms', () => {
  expect(applyWords(emptied, false)).toBe('应用，先不动望京东站')
  expect(applyWords(emptied, true)).toBe('应用，24 人一并离职')
  expect([presentAfter(emptied, false), presentAfter(emptied, true)]).toEqual([1489, 1465])
})

test('a guard of the whole company blocks until somebody confirms', () => {
  const all = roster({ counts: { left: 300 }, guard: { tripped: true, scope: 'company' } })
  expect(heldOf(all)).toBe(300)
  expect(applyWords(all, false)).toBe('先核实这 300 人')
})

test('two outlets are named, more are counted', () => {
  const named = (n: number): Roster => roster({ guard: { tripped: true, scope: 'outlets', outlets: ['甲站', '乙站', '丙站'].slice(0, n).map((name, id) => ({ id, name, present: 9, leaving: 8 })) } })
  expect(heldWhere(named(2))).toBe('甲站、乙站')
  expect(heldWhere(named(3))).toBe('3 个网点')
})

test('evidence that says otherwise is a doubt, none is not', () => {
  const change = { field: 'kind', before: '派遣', after: '加盟' }
  expect(isDoubt({ ...change, evidence: '现场核实 2026-11-18：直营' })).toBe(true)
  expect(isDoubt({ ...change, evidence: '现场核实 2026-11-18：加盟' })).toBe(false)
  expect(isDoubt({ ...change, evidence: null })).toBe(false)
})

test('the rule is the end of what the guard says', () => {
  expect(guardRule('望京东站 59 人中有 28 人不在这份名单里（47%），超过 30% 且多于 5 人')).toBe('超过 30% 且多于 5 人')
  expect(guardRule('Wangjing: 28 of 59 people are not on this list (47%): more than 30% and more than 5 people')).toBe('more than 30% and more than 5 people')
  expect(personOf('郑可 · 疾鹿外卖（朝阳）人事')).toBe('郑可')
})
