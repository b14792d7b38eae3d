// HSDS pages are numbered, and count what there is.

export type Paging = { limit: number; offset: number; page: number }

export function pagingOf({ page = 1, per_page = 50 }: { page?: number; per_page?: number }): Paging {
  return { page, limit: per_page, offset: (page - 1) * per_page }
}

export function pageOf<T>(contents: T[], total: number, { page, limit }: Paging) {
  const pages = Math.ceil(total / limit)
  return { total_items: total, total_pages: pages, page_number: page, size: contents.length, first_page: page === 1, last_page: page >= pages, empty: contents.length === 0, contents }
}
