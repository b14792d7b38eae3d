import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import HoldButton from './HoldButton.vue'

const button = () => mount(HoldButton, { props: { label: '按住 3 秒', holding: '接着按住', again: '再按一次' } })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a deed that cannot be taken back', () => {
  it('is done when a finger stayed on it, and not when it slipped', async () => {
    const held = button()
    await held.trigger('pointerdown')
    expect(held.text()).toBe('接着按住')
    vi.advanceTimersByTime(2900)
    await held.trigger('pointerup')
    await held.trigger('click')
    vi.advanceTimersByTime(5000)
    expect(held.emitted('held')).toBeUndefined()
    await held.trigger('pointerdown')
    vi.advanceTimersByTime(3000)
    await held.trigger('pointerup')
    await held.trigger('click')
    expect(held.emitted('held')).toHaveLength(1)
  })

  it('is done by a held key, whose repeats do not start it anew', async () => {
    const held = button()
    await held.trigger('keydown', { key: ' ' })
    vi.advanceTimersByTime(2000)
    await held.trigger('keydown', { key: ' ', repeat: true })
    vi.advanceTimersByTime(1000)
    expect(held.emitted('held')).toHaveLength(1)
  })

  it('asks a screen reader, which cannot hold, to press twice', async () => {
    const held = button()
    await held.trigger('click')
    expect(held.text()).toBe('再按一次')
    expect(held.emitted('held')).toBeUndefined()
    await held.trigger('click')
    expect(held.emitted('held')).toHaveLength(1)
  })
})
