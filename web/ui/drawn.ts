/**
 * A page that the server drew (pocket/first/draw.ts), until the app takes its place: who sees it, when the app is
 * fetched, and that no press is lost meanwhile. The boot script carries it.
 */
import { remembered } from './remembered.ts'

/** What shows that somebody wants more than to read. */
const TOUCHES = ['pointerdown', 'keydown', 'scroll'] as const
/** Of the screen, in CSS pixels: the page's own width is not known yet. */
const WIDE = 900

/** @internal from boot.ts, before the page is there */
export function minding(root: HTMLElement): void {
  const { city, start } = root.dataset
  // It was drawn for whoever has chosen nothing: in Chinese, of the first city, open or not.
  const isMine = root.lang === 'zh-CN' && [undefined, city].includes(remembered('city')) && remembered('open-now') !== 'yes' && !/[?&]city=/.test(location.search)
  if (city !== undefined && isMine) {
    root.dataset['drawn'] = ''
    document.addEventListener('click', notePress)
  }
  if (start === undefined) return
  const fetchApp = (): void => {
    for (const touch of TOUCHES) removeEventListener(touch, fetchApp)
    const script = document.createElement('script')
    script.type = 'module'
    script.src = start
    document.head.append(script)
  }
  if (root.dataset['drawn'] === undefined || screen.width >= WIDE) fetchApp()
  else for (const touch of TOUCHES) addEventListener(touch, fetchApp, { passive: true })
}

/** Once the app stands: what was pressed before that is pressed now. It looks the same, so it is found by its number. */
export function pressAgain(): void {
  const { dataset } = document.documentElement
  const pressed = dataset['pressed']
  delete dataset['drawn']
  delete dataset['pressed']
  if (pressed !== undefined) buttons()[Number(pressed)]?.click()
}

function notePress(event: Event): void {
  const { dataset } = document.documentElement
  const button = event.target instanceof Element ? event.target.closest('button') : null
  if (dataset['drawn'] === undefined || button === null) return
  dataset['pressed'] = String(buttons().indexOf(button))
}

function buttons(): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>('#app button')]
}
