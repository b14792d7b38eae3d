// Merkle trees as RFC 6962 has them: leaves and nodes are hashed with different prefixes, so neither passes for the other.

import { createHash } from 'node:crypto'

/** @param content what the leaf stands for, in one canonical form */
export function leafHash(content: string): Buffer {
  return createHash('sha256').update(LEAF).update(content, 'utf8').digest()
}

/** Root of leaves in their order. An odd one out moves up by itself. @throws RangeError for no leaves */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = [...leaves]
  if (level.length === 0) throw new RangeError('A tree needs a leaf')
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]]
      if (left) above.push(right ? createHash('sha256').update(NODE).update(left).update(right).digest() : left)
    }
    level = above
  }
  return level[0] ?? Buffer.alloc(0)
}

/** The head of a chain of roots: sha256(head before || root). The first has nothing before it. */
export function chainHead(previous: Buffer | null, root: Buffer): Buffer {
  return createHash('sha256').update(previous ?? Buffer.alloc(0)).update(root).digest()
}

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])
