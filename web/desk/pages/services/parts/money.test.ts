import { expect, test } from 'vitest'
import { fenOf, yuan } from './money.ts'

test('yuan are typed the way people write them, and never lose a fen', () => {
  expect(['12', '12.5', '¥1,234.50', '１２', '0.29'].map(fenOf)).toEqual([1200, 1250, 123450, 1200, 29])
  expect(['', '12.345', '-3', '十二'].map(fenOf)).toEqual([undefined, undefined, undefined, undefined])
  expect([yuan(1200), yuan(1250), yuan(123456)]).toEqual(['12', '12.50', '1,234.56'])
})
