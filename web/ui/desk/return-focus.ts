/**
 * Dialogs here are opened by state, not by a trigger of their own; so we keep who had the focus and give it back.
 * Bind the handlers to reka's `open-auto-focus` and `close-auto-focus`.
 */
export function useReturnFocus(): { keep: () => void; keepAndEnter: (event: Event) => void; giveBack: (event: Event) => void } {
  let before: Element | null = null
  return {
    keep: () => {
      before = document.activeElement
    },
    // Onto the panel, not its first button: that would only show a tooltip and read "next".
    keepAndEnter: (event) => {
      before = document.activeElement
      event.preventDefault()
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
    },
    giveBack: (event) => {
      event.preventDefault()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
  }
}
