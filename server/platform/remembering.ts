/**
 * What is made once for each key and given out again. Values must not change; nothing in them may outlive its owner's
 * rights, for they are only dropped when there are too many: then all at once.
 */
export function remembering<Value>(most: number): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>()
  return (key, make) => {
    const one = known.get(key)
    if (one !== undefined) return one
    if (known.size >= most) known.clear()
    const made = make()
    known.set(key, made)
    return made
  }
}
