/** 首页 驿站 说事 任务 我的: a tab shows once a page is its root. Until 说事 is there, 扫码登记 hangs in the middle. */
import { IconHome, IconScan, IconStation, IconTask, IconUser, type IconComponent } from '../../ui/icons/index.ts'
import type { TabItem } from '../../ui/pocket/types.ts'
import type { TabKey } from '../router.ts'
import { t } from '../words/frame.ts'
import { frame } from './state.ts'

const order: readonly { readonly key: TabKey; readonly icon?: IconComponent }[] = [
  { key: 'home', icon: IconHome },
  { key: 'stations', icon: IconStation },
  { key: 'join', icon: IconScan },
  { key: 'say' },
  { key: 'tasks', icon: IconTask },
  { key: 'me', icon: IconUser },
]

/** The tabs this person has now. Reactive. */
export function tabsNow(): TabItem[] {
  return order.flatMap(({ key, icon }) => {
    const page = frame.pages.find((one) => one.tab === key && frame.may(one))
    return page === undefined ? [] : [{ key, label: t(key), to: page.path, icon, hangs: key === 'say' || key === 'join' }]
  })
}
