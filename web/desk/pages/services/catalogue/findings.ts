/** Where something is missing in a draft: the part of the editor, and what stands there in words. */
import type { ServiceContent } from '../../../../../contract/services.ts'
import { t } from '../../../words/catalogue.ts'

export type EditorTab = 'basics' | 'rule' | 'form' | 'documents' | 'steps' | 'promise'

export interface Place {
  readonly tab: EditorTab
  /** 第 2 项：联系手机, 详细说明. */
  readonly what: string
}

/** @param field as the server names it: content.form.properties.phone.title, steps.0.title.zh, where.zh */
export function placeOf(field: string, content: ServiceContent): Place {
  const path = field.replace(/^content[./]/, '').split(/[./[\]]+/).filter((part) => part !== '')
  const [head = '', second = '', third = ''] = path
  switch (head) {
    case 'form': {
      const keys = Object.keys(content.form.properties)
      const at = keys.indexOf(third)
      return { tab: 'form', what: at < 0 ? t('t-form') : t('field', { n: at + 1, title: content.form.properties[third]?.title || t('newField') }) }
    }
    case 'documents':
      return { tab: 'documents', what: `${t('document')} ${Number(second) + 1 || ''}`.trim() }
    case 'steps':
      return { tab: 'steps', what: second === '' ? t('t-steps') : t('step', { n: Number(second) + 1 }) }
    case 'eligibility':
    case 'eligibility_note':
      return { tab: 'rule', what: t('ruleLabel') }
    case 'where':
      return { tab: 'promise', what: t('where') }
    case 'promised_days':
      return { tab: 'promise', what: t('promised') }
    case 'monthly_quota':
      return { tab: 'promise', what: t('monthlyQuota') }
    case 'price_fen':
    case 'price_note':
      return { tab: 'promise', what: t('price') }
    case 'places':
    case 'station_ids':
      return { tab: 'promise', what: t('places') }
    case 'description':
      return { tab: 'basics', what: t('description') }
    case 'summary':
      return { tab: 'basics', what: t('summary') }
    default:
      return { tab: 'basics', what: head === 'title' ? t('name') : t('t-basics') }
  }
}
