/** The mark of Waystation: a lantern with a light in it. Decoration; the name stands beside it. */
import { h, type FunctionalComponent } from 'vue'

const LanternMark: FunctionalComponent = () =>
  h('svg', { class: 'mark', viewBox: '0 0 28 28', 'aria-hidden': 'true' }, [
    h('path', { d: 'M10.5 3.5h7M14 3.5v3' }),
    h('path', { d: 'M9 6.5h10l3 5v7l-3 5H9l-3-5v-7z' }),
    h('circle', { class: 'mark-light', cx: 14, cy: 15, r: 3.2 }),
  ])

export default LanternMark
