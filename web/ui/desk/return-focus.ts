/**
 * Dialogs here are opened by state, not by a trigger of their own; so we keep who had the focus and give it back.
 * Bind the two handlers to reka's `open-auto-focus` and `close-auto-focus`.
 */
export function useReturnFocus(): { keep: () => void; giveBack: (event: Event) => void } {
  let before: Element | null = null
  return {
    keep: () => {
      before = document.activeElement
    },
    giveBack: (event) => {
      event.preventDefault()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
  }
}
