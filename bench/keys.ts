/** Not secret: scratch databases only. */
export const benchKeys = [{ id: 'bench', bytes: Buffer.alloc(32, 7) }]
