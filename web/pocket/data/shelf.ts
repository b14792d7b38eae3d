/** Where this device keeps things: IndexedDB, or the page's own memory where the browser refuses it (private windows). */

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
    await openDatabase()
    return onDatabase()
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

let opened: Promise<IDBDatabase> | undefined

/** Phones close it behind the app's back (Safari, after a while in the background): then it is opened anew. */
function openDatabase(): Promise<IDBDatabase> {
  const lost = (): void => {
    opened = undefined
  }
  opened ??= (async () => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
    const database = await answered(opening)
    database.addEventListener('close', lost)
    database.addEventListener('versionchange', () => {
      database.close()
      lost()
    })
    return database
  })()
  opened.catch(lost)
  return opened
}

// Five calls do not need a library (idb is 1.6 KB, compressed, of the first load).
function onDatabase(): Shelf {
  const reading = async (): Promise<IDBObjectStore> => (await openDatabase()).transaction(STORE).objectStore(STORE)

  /** Resolves when the change is on the disk, not when it was asked for. */
  async function change<T>(work: (store: IDBObjectStore) => Promise<T> | void): Promise<T | void> {
    const inside = (await openDatabase()).transaction(STORE, 'readwrite')
    const kept = new Promise<void>((resolve, reject) => {
      inside.addEventListener('complete', () => resolve())
      inside.addEventListener('abort', () => reject(inside.error ?? new Error('aborted')))
    })
    const answer = await work(inside.objectStore(STORE))
    await kept
    return answer
  }

  return {
    async get(name) {
      return answered<unknown>((await reading()).get(name))
    },
    async put(name, value) {
      await change((store) => void store.put(value, name))
    },
    claim: (name, value) =>
      change(async (store) => {
        const standing: unknown = await answered(store.get(name))
        if (standing === undefined) store.put(value, name)
        return standing ?? value
      }),
    async remove(...names) {
      await change((store) => {
        for (const name of names) store.delete(name)
      })
    },
    async names() {
      return (await answered((await reading()).getAllKeys())).map(String)
    },
  }
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('refused')))
  })
}
