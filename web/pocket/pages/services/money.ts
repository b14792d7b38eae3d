/** Money as it is said: 免费, 30 元, 29.9 元. */
import { count } from '../../../ui/words/numbers.ts'
import { t } from '../../words/services.ts'

export function price(fen: number): string {
  return fen === 0 ? t('gratis') : t('yuan', { yuan: count(fen / 100) })
}
