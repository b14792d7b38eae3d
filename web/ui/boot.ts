/**
 * Puts the reader's choices on <html> before the first paint, so that nobody sees a white flash at night or
 * small type first. A classic script of its own (build/boot-script.ts), because the policy allows no inline one
 * and a module would run too late.
 */
import { minding } from './drawn.ts'
import { known, remembered } from './remembered.ts'

const root = document.documentElement
root.dataset['theme'] = known(remembered('theme'), ['light', 'dark'], 'auto')
if (remembered('type') === 'large') root.dataset['type'] = 'large'
root.lang = known(remembered('language'), ['en'], 'zh-CN')
minding(root)
