import { mount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canScan } from './camera.ts'
import CodeScanner from './CodeScanner.vue'

const tracks = [{ stop: vi.fn() }]
let seen: string[] = []
let seenByReader: string[] = []

class BlindDetector {
  detect(): Promise<never> {
    return Promise.reject(new DOMException('Barcode detection service unavailable.', 'NotSupportedError'))
  }
}

vi.mock('qr/decode.js', () => ({
  BarcodeDetector: class {
    async detect(): Promise<{ rawValue: string }[]> {
      const next = seenByReader.shift()
      return next === undefined || next === '' ? [] : [{ rawValue: next }]
    }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  seen = []
  tracks[0]?.stop.mockClear()
  class Detector {
    async detect(): Promise<{ rawValue: string }[]> {
      const next = seen.shift()
      return next === undefined ? [] : [{ rawValue: next }]
    }
  }
  vi.stubGlobal('BarcodeDetector', Detector)
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: async () => ({ getTracks: () => tracks }) } })
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function show(read: (text: string) => string | undefined): ReturnType<typeof mount<typeof CodeScanner>> {
  const shown = mount(CodeScanner, { props: { read, aim: '对准码', stop: '不扫了' } })
  // happy-dom takes no foreign stream
  Object.defineProperty(shown.find('video').element, 'srcObject', { writable: true, value: null })
  return shown
}

describe('the camera that looks for a code', () => {
  it('says what is wrong with a foreign code, goes on looking, and goes dark once the right one was read', async () => {
    seen = ['https://menu.example/7', '', 'WS-4417']
    const taken: string[] = []
    const shown = show((text) => {
      if (!text.startsWith('WS-')) return '这不是驿站的码'
      taken.push(text)
      return undefined
    })
    await flushPromises()
    expect(shown.text()).toContain('这不是驿站的码')
    expect(tracks[0]?.stop).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1000)
    expect(taken).toEqual(['WS-4417'])
    expect(tracks[0]?.stop).toHaveBeenCalledTimes(1)
  })

  it('goes dark when the person leaves the page', async () => {
    const shown = show(() => undefined)
    await flushPromises()
    shown.unmount()
    expect(tracks[0]?.stop).toHaveBeenCalled()
  })

  it('tells when the person does not let it look', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) } })
    const shown = show(() => undefined)
    await flushPromises()
    expect(shown.emitted('refused')).toHaveLength(1)
  })

  it('looks with the reader of its own where the browser has no eye for codes, or one that sees nothing', async () => {
    for (const eye of [undefined, BlindDetector]) {
      vi.stubGlobal('BarcodeDetector', eye)
      seenByReader = ['', 'WS-4417']
      const taken: string[] = []
      const shown = show((text) => void taken.push(text))
      await flushPromises()
      await vi.advanceTimersByTimeAsync(1000)
      expect(taken).toEqual(['WS-4417'])
      shown.unmount()
    }
  })

  it('is not offered where there is no camera to be had', () => {
    expect(canScan()).toBe(true)
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined })
    expect(canScan()).toBe(false)
  })
})
