/**
 * Puts the reader's choices on <html> before the first paint, so that nobody sees a white flash at night or
 * small type first. A classic script of its own, because the policy allows no inline one; it therefore imports
 * nothing. `preferences.ts` writes what this reads (preferences.test.ts keeps them together).
 */
const theme = read('theme')
const root = document.documentElement
root.dataset['theme'] = theme === 'light' || theme === 'dark' ? theme : 'auto'
if (read('type') === 'large') root.dataset['type'] = 'large'
root.lang = read('language') === 'en' ? 'en' : 'zh-CN'

function read(name: string): string | null {
  try {
    return localStorage.getItem(`waystation.${name}`)
  } catch {
    return null // storage may be refused (private window, embedded page)
  }
}

export {}
