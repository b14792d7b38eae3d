import { describe, expect, it } from 'vitest'
import type { Engagement, Fact } from '../parts/engagements.ts'
import { saidBySelf, shownFields } from './statement.ts'

const says = (field: Fact['field'], values: Partial<Record<'spot' | 'roster' | 'self', string>>): Fact => ({
  field, stands: 'roster', settled: false, agree: false,
  values: Object.entries(values).map(([source, value]) => ({ source: source as 'spot', value, on: '2026-11-20' })),
})

describe('my word on where I work', () => {
  it('starts from what I said before, not from what others say', () => {
    const facts = [says('kind', { roster: 'dispatch', self: 'franchise' }), says('agency_name', { self: '京畅配送', roster: '禾苗人力' }), says('post', { roster: '骑手' })]
    expect(saidBySelf(facts, undefined)).toEqual({ kind: 'franchise', agency_name: '京畅配送' })
  })

  it('starts from what still waits to be sent, which is newer', () => {
    expect(saidBySelf([says('kind', { self: 'direct' })], { kind: 'crowd', post: '骑手' })).toEqual({ kind: 'crowd', post: '骑手' })
  })

  it('leaves the phone number and the outlet alone: these are not changed here', () => {
    expect(saidBySelf([says('phone', { self: '138****5093' }), says('outlet', { self: '团结湖站' })], undefined)).toEqual({})
  })

  it('lets me add what nobody has said yet', () => {
    const one = { kind: 'direct' } as Engagement
    expect(shownFields(one, [says('outlet', { roster: '团结湖站' })])).toEqual(['outlet', 'kind', 'post', 'hired_on', 'name'])
    expect(shownFields({ kind: 'dispatch' } as Engagement, [])).toContain('agency_name')
  })
})
