/** Which characters of two short texts differ. */

export interface Part {
  readonly text: string
  readonly differs: boolean
}

/**
 * Compares whole characters (a surrogate pair is one): place by place when both are of one length, as in numbers and
 * dates; else by longest common subsequence. Where less than a third is common nothing is marked: underlining all of
 * two different words says nothing.
 */
export function differingParts(old: string, now: string): { old: Part[]; now: Part[] } {
  const a = [...old]
  const b = [...now]
  const { keptA, keptB } = a.length === b.length ? byPlace(a, b) : bySubsequence(a, b)
  const shown = Math.max(legible(a), legible(b))
  const comparable = legible(a.filter((_, at) => keptA[at])) * 3 >= shown
  const join = (characters: string[], kept: boolean[]): Part[] => joined(characters, (at) => comparable && kept[at] !== true)
  return { old: join(a, keptA), now: join(b, keptB) }
}

/** Masked characters are alike by nature: they say nothing about likeness. */
function legible(characters: readonly string[]): number {
  return characters.filter((one) => one !== '*').length
}

interface Kept {
  keptA: boolean[]
  keptB: boolean[]
}

function byPlace(a: readonly string[], b: readonly string[]): Kept {
  const kept = a.map((character, at) => character === b[at])
  return { keptA: kept, keptB: kept }
}

function bySubsequence(a: readonly string[], b: readonly string[]): Kept {
  const keptA = a.map(() => false)
  const keptB = b.map(() => false)
  const length = commonLengths(a, b)
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      keptA[i] = true
      keptB[j] = true
      i += 1
      j += 1
    } else if ((length[i + 1]?.[j] ?? 0) >= (length[i]?.[j + 1] ?? 0)) i += 1
    else j += 1
  }
  return { keptA, keptB }
}

function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const length = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = length[i]
      if (row) row[j] = a[i] === b[j] ? 1 + (length[i + 1]?.[j + 1] ?? 0) : Math.max(length[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return length
}

function joined(characters: readonly string[], differs: (at: number) => boolean): Part[] {
  const parts: { text: string; differs: boolean }[] = []
  characters.forEach((character, at) => {
    const last = parts.at(-1)
    if (last?.differs === differs(at)) last.text += character
    else parts.push({ text: character, differs: differs(at) })
  })
  return parts
}
