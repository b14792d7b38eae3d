/** Where this device keeps things: IndexedDB, or the page's own memory where the browser refuses it (private windows). */
import { openDB, type IDBPDatabase } from 'idb'

export interface Shelf {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
  /** Puts the value unless the name is taken; answers with what stands. Atomic, also between two tabs. */
  claim(name: string, value: unknown): Promise<unknown>
  remove(...names: readonly string[]): Promise<void>
  names(): Promise<string[]>
}

const DATABASE = 'waystation'
const STORE = 'shelf'

export async function deviceShelf(): Promise<Shelf> {
  try {
    return onDatabase(
      await openDB(DATABASE, 1, {
        upgrade(database) {
          database.createObjectStore(STORE)
        },
      }),
    )
  } catch {
    return memoryShelf()
  }
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, unknown>()
  return {
    async get(name) {
      return kept.get(name)
    },
    async put(name, value) {
      kept.set(name, value)
    },
    async claim(name, value) {
      if (!kept.has(name)) kept.set(name, value)
      return kept.get(name)
    },
    async remove(...names) {
      for (const name of names) kept.delete(name)
    },
    async names() {
      return [...kept.keys()]
    },
  }
}

function onDatabase(database: IDBPDatabase): Shelf {
  return {
    get: (name) => database.get(STORE, name) as Promise<unknown>,
    async put(name, value) {
      await database.put(STORE, value, name)
    },
    async claim(name, value) {
      const inside = database.transaction(STORE, 'readwrite')
      const standing: unknown = await inside.store.get(name)
      if (standing === undefined) await inside.store.put(value, name)
      await inside.done
      return standing ?? value
    },
    async remove(...names) {
      const inside = database.transaction(STORE, 'readwrite')
      await Promise.all([...names.map((name) => inside.store.delete(name)), inside.done])
    },
    async names() {
      return (await database.getAllKeys(STORE)).map(String)
    },
  }
}
