/** Months a settlement is made for: 2026-11, 2026-10 … the newest first. */
export function lastMonths(today: string, n: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return Array.from({ length: n }, (_, back) => {
    const at = year * 12 + month - 1 - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
