/**
 * A sentence with live parts: each hole of the text is a slot.
 *
 *     <Phrase :text="t.open('lede', n)"><template #n><b>{{ n }}</b></template></Phrase>
 *
 * A hole without a slot keeps its name in braces, so that it is seen in review.
 */
import { Fragment, h, type FunctionalComponent, type VNode } from 'vue'
import { cutAtHoles } from './words/words.ts'

const Phrase: FunctionalComponent<{ text: string }, Record<string, never>, Record<string, () => VNode[]>> = (props, { slots }) =>
  h(
    Fragment,
    cutAtHoles(props.text).map((piece, at) => (at % 2 === 0 ? piece : (slots[piece]?.() ?? `{${piece}}`))),
  )
Phrase.props = ['text']

export default Phrase
