/** When somebody last looked. */
import { shiftDay, today } from '../../../../ui/desk/index.ts'

/** Over 30 days ago, or never. */
export function overdue(outlet: { readonly last_checked_on: string | null }): boolean {
  return outlet.last_checked_on === null || outlet.last_checked_on < shiftDay(today(), -30)
}
