// Two companies' rosters may name the same people at once. Rows are locked in one order, so that a deadlock should not
// happen; where PostgreSQL finds one all the same, the whole transaction is tried again.

/** @param work one transaction, from its beginning */
export async function retried<T>(work: () => Promise<T>, tries = 4): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isDeadlock(error)) throw error
    }
  }
}

/** deadlock_detected, serialization_failure */
function isDeadlock(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === '40P01' || error.code === '40001')
}
