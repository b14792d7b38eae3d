/**
 * 首页 驿站 说事 服务 任务 我的: a tab shows once a page is its root. Until 说事 is there, 扫一扫 hangs in the middle.
 * Who is not signed in sees what is open to everybody, and the way in.
 */
import { IconHome, IconScan, IconService, IconStation, IconTask, IconUser, type IconComponent } from '../../ui/icons/index.ts'
import type { TabItem } from '../../ui/pocket/types.ts'
import type { TabKey } from '../router.ts'
import { t } from '../words/frame.ts'
import { frame } from './state.ts'

const order: readonly { readonly key: TabKey; readonly icon?: IconComponent }[] = [
  { key: 'home', icon: IconHome },
  { key: 'stations', icon: IconStation },
  { key: 'join', icon: IconScan },
  { key: 'say' },
  { key: 'services', icon: IconService },
  { key: 'tasks', icon: IconTask },
  { key: 'me', icon: IconUser },
]

/** The tabs this person has now. Reactive. */
export function tabsNow(): TabItem[] {
  return order.flatMap(({ key, icon }): TabItem[] => {
    const page = frame.pages.find((one) => one.tab === key)
    if (page !== undefined && frame.may(page)) return [{ key, label: t(key), to: page.path, icon, hangs: key === 'say' || key === 'join' }]
    return key === 'me' && page !== undefined ? [{ key, label: t('signIn'), to: '/sign-in', icon }] : []
  })
}
