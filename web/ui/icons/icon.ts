/**
 * One icon: 24 grid, 1.75 stroke, round ends, no fill. Each is a component of its own, so that an app carries
 * only those it names. Without a `label` it is decoration and hidden from screen readers.
 */
import { h, type FunctionalComponent } from 'vue'

export type IconComponent = FunctionalComponent<{ label?: string | undefined }>

/** `drawing` is SVG markup written in this folder, never data. @internal */
export function icon(drawing: string): IconComponent {
  const Icon: IconComponent = ({ label }) =>
    h('svg', {
      class: 'ic',
      viewBox: '0 0 24 24',
      innerHTML: drawing,
      ...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }),
    })
  Icon.props = ['label']
  return Icon
}
