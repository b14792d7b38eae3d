import { beforeEach, describe, expect, it, vi } from 'vitest'
import { minding, pressAgain } from './drawn.ts'

const root = document.documentElement
const app = '<div id="app"><button>list</button><button>map</button></div>'

function open({ city, start, remembered = {} }: { city?: string; start?: string; remembered?: Record<string, string> }): void {
  for (const name of root.getAttributeNames()) root.removeAttribute(name)
  window.localStorage.clear()
  for (const [name, value] of Object.entries(remembered)) window.localStorage.setItem(`waystation.${name}`, value)
  root.lang = remembered['language'] ?? 'zh-CN'
  if (city !== undefined) root.dataset['city'] = city
  if (start !== undefined) root.dataset['start'] = start
  minding(root)
}

beforeEach(() => {
  document.head.replaceChildren()
  document.body.innerHTML = app
  vi.stubGlobal('screen', { width: 390 })
})

describe('a page that the server drew', () => {
  it('is seen by whoever has chosen nothing else', () => {
    const seen = (choice: Parameters<typeof open>[0]): boolean => {
      open(choice)
      return root.dataset['drawn'] !== undefined
    }
    expect(seen({ city: '110105' })).toBe(true)
    expect(seen({ city: '110105', remembered: { city: '110105' } })).toBe(true)
    expect(seen({ city: '110105', remembered: { city: '330106' } })).toBe(false)
    expect(seen({ city: '110105', remembered: { language: 'en' } })).toBe(false)
    expect(seen({ city: '110105', remembered: { 'open-now': 'yes' } })).toBe(false)
    expect(seen({})).toBe(false)
  })

  it('loses no press: the same button is pressed once the app stands', () => {
    open({ city: '110105' })
    document.querySelectorAll('button')[1]?.click()
    document.body.innerHTML = app
    const pressed: string[] = []
    for (const button of document.querySelectorAll('button')) button.addEventListener('click', () => pressed.push(button.textContent))
    pressAgain()
    expect(pressed).toEqual(['map'])
    expect(root.dataset['drawn']).toBe(undefined)
    pressAgain()
    expect(pressed).toEqual(['map'])
  })

  it('fetches the app with the first touch, once; at once where the list is not for this reader or the screen has room for the map', () => {
    const scripts = (): (string | null)[] => [...document.head.querySelectorAll('script')].map((one) => one.getAttribute('src'))
    open({ city: '110105', start: '/assets/a.js' })
    expect(scripts()).toEqual([])
    dispatchEvent(new Event('pointerdown'))
    dispatchEvent(new Event('keydown'))
    expect(scripts()).toEqual(['/assets/a.js'])
    open({ city: '110105', start: '/assets/b.js', remembered: { language: 'en' } })
    expect(scripts()).toEqual(['/assets/a.js', '/assets/b.js'])
    vi.stubGlobal('screen', { width: 1440 })
    open({ city: '110105', start: '/assets/c.js' })
    expect(scripts()).toEqual(['/assets/a.js', '/assets/b.js', '/assets/c.js'])
  })
})
