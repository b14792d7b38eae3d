import { mount, type VueWrapper } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import DataTable from './DataTable.vue'
import type { Column } from './types.ts'

interface Outlet {
  id: string
  name: string
  people: number
}
const columns: Column<Outlet>[] = [
  { key: 'name', title: '网点', text: (row) => row.name },
  { key: 'people', title: '在册', text: (row) => `${row.people}`, align: 'end', sortable: true },
]
const three: Outlet[] = [
  { id: 'a', name: '工体站', people: 58 },
  { id: 'b', name: '瑞禾站', people: 51 },
  { id: 'c', name: '三里屯站', people: 46 },
]
let shown: VueWrapper | undefined

function show(props: Record<string, unknown> = {}): VueWrapper {
  shown = mount(DataTable as never, { props: { label: '网点', columns, rows: three, rowKey: (row: Outlet) => row.id, ...props } as never, attachTo: document.body })
  return shown
}
const press = (key: string): boolean => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const inHand = (): string | undefined => document.activeElement?.querySelector('td')?.textContent ?? undefined

afterEach(() => {
  shown?.unmount()
  shown = undefined
})

describe('the table, by keyboard', () => {
  it('J and K work from anywhere, Enter opens the row in hand', async () => {
    const table = show({ openable: true, keys: true })
    press('j')
    await nextTick()
    expect(inHand()).toBe('工体站')
    press('j')
    press('j')
    await nextTick()
    press('k')
    await nextTick()
    expect(inHand()).toBe('瑞禾站')
    press('Enter')
    expect(table.emitted('open')).toEqual([[three[1]]])
  })

  it('rests while somebody types', async () => {
    show({ openable: true, keys: true })
    const box = document.body.appendChild(document.createElement('input'))
    box.focus()
    press('j')
    await nextTick()
    expect(document.activeElement).toBe(box)
    box.remove()
  })

  it('arrows, Home and End move; one row is in the tab order', async () => {
    const table = show({ openable: true })
    table.find<HTMLElement>('tr[data-at="0"]').element.focus()
    press('End')
    await nextTick()
    expect(inHand()).toBe('三里屯站')
    press('ArrowUp')
    await nextTick()
    expect(inHand()).toBe('瑞禾站')
    expect(table.findAll('tr[tabindex="0"]')).toHaveLength(1)
  })

  it('Space picks the row in hand', async () => {
    const table = show({ pickable: true, 'onUpdate:picked': (picked: string[]) => table.setProps({ picked } as never) })
    table.find<HTMLElement>('tr[data-at="1"]').element.focus()
    press(' ')
    await nextTick()
    expect(table.emitted('update:picked')).toEqual([[['b']]])
    expect(table.find('tr[data-at="1"]').attributes('aria-selected')).toBe('true')
  })
})

describe('the table', () => {
  it('says how it is sorted, and a second press turns it round', async () => {
    const table = show({ sort: { key: 'people', direction: 'ascending' } })
    expect(table.find('th[aria-sort]').attributes('aria-sort')).toBe('ascending')
    await table.find('.sort').trigger('click')
    expect(table.emitted('update:sort')).toEqual([[{ key: 'people', direction: 'descending' }]])
  })

  it('draws only a window of 15,190 rows, but counts them all', () => {
    const many = Array.from({ length: 15_190 }, (_, at) => ({ id: `${at}`, name: `${at}`, people: at }))
    const table = show({ rows: many })
    expect(table.findAll('tr[data-at]').length).toBeLessThan(120)
    expect(table.find('table').attributes('aria-rowcount')).toBe('15191')
    expect(table.find('.space td').attributes('style')).toContain('height')
  })

  it('shows what is under way, what is missing and what went wrong', async () => {
    const table = show({ rows: [], state: 'loading' })
    expect(table.find('[role="status"]').text()).toContain('正在取')
    await table.setProps({ state: 'ready', emptyTitle: '没有晚交的企业' } as never)
    expect(table.text()).toContain('没有晚交的企业')
    await table.setProps({ state: 'error', error: '服务没有回答' } as never)
    expect(table.find('[role="alert"]').text()).toContain('服务没有回答')
    await table.find('[role="alert"] button').trigger('click')
    expect(table.emitted('retry')).toHaveLength(1)
  })

  it('a press on a link within a row does not open the row', async () => {
    shown = mount(DataTable as never, {
      props: { label: '网点', columns, rows: three, rowKey: (row: Outlet) => row.id, openable: true } as never,
      slots: { 'cell-name': '<a href="#x" class="inner">x</a>' },
      attachTo: document.body,
    })
    await shown.find('.inner').trigger('click')
    expect(shown.emitted('open')).toBeUndefined()
  })
})
