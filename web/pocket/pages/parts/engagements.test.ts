import { describe, expect, it } from 'vitest'
import { differing, inOrder, lampOf, saidOn, standingWords, tenureParts, type Engagement, type Fact } from './engagements.ts'

const spell = (given: Partial<Engagement>): Engagement => ({
  id: 1, worker_id: 1, company: { id: 1, short_name: '疾鹿外卖' }, brand: null, outlet: { id: 1, name: '团结湖站' }, place: 110105000000000, place_name: '团结湖街道',
  kind: 'dispatch', agency_name: '', post: '骑手', since: '2026-06-07', until: null, ended_by: null, standing: 'confirmed', moved_from: null, sources: ['roster'], revision: 1, ...given,
})
const fact = (given: Partial<Fact>): Fact => ({ field: 'kind', values: [], stands: 'roster', settled: false, agree: true, ...given })

describe('a rider reads about their own work', () => {
  it('the places where they work now come first, then the past ones, newest first', () => {
    const old = spell({ id: 1, since: '2025-01-01', until: '2025-06-01' })
    const older = spell({ id: 2, since: '2024-01-01', until: '2024-06-01' })
    const second = spell({ id: 3, since: '2026-10-01' })
    const first = spell({ id: 4, since: '2026-06-07' })
    expect(inOrder([older, first, old, second]).map((one) => one.id)).toEqual([3, 4, 1, 2])
  })

  it('is told who confirmed it, and that it waits, or that nobody saw them', () => {
    expect(standingWords(spell({ sources: ['roster', 'self'] }))).toBe('公司已确认')
    expect(standingWords(spell({ sources: ['spot', 'self'] }))).toBe('社区现场见过')
    expect(standingWords(spell({ standing: 'self-declared', sources: ['self'] }))).toBe('你报的，等确认')
    expect(standingWords(spell({ standing: 'disputed' }))).toBe('现场没见到你')
    expect([lampOf(spell({})), lampOf(spell({ standing: 'disputed' })), lampOf(spell({ standing: 'self-declared' })), lampOf(spell({ until: '2026-11-01' }))]).toEqual(['lit', 'late', 'unlit', 'done'])
  })

  it('is asked only where sources differ and nobody has decided', () => {
    expect(differing([fact({}), fact({ field: 'post', agree: false }), fact({ field: 'name', agree: false, settled: true })]).map((one) => one.field)).toEqual(['post'])
  })

  it('sees how long in figures, and a first day counts as one', () => {
    expect(tenureParts('2026-08-12', '2026-11-24')).toEqual([{ n: 3, unit: 'months' }, { n: 12, unit: 'days' }])
    expect(tenureParts('2023-09-24', '2026-11-24')).toEqual([{ n: 3, unit: 'years' }, { n: 2, unit: 'months' }])
    expect(tenureParts('2026-10-24', '2026-11-24')).toEqual([{ n: 1, unit: 'months' }])
    expect(tenureParts('2026-11-24', '2026-11-24')).toEqual([{ n: 1, unit: 'days' }])
  })

  it('sees when a source last spoke', () => {
    const facts = [fact({ values: [{ source: 'spot', value: 'franchise', on: '2026-11-10' }, { source: 'roster', value: 'dispatch', on: '2026-11-23' }] }), fact({ field: 'post', values: [{ source: 'spot', value: '骑手', on: '2026-11-18' }] })]
    expect(saidOn(facts, 'spot')).toBe('2026-11-18')
    expect(saidOn(facts, 'self')).toBeUndefined()
  })
})
