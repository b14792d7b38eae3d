// Why a file that somebody sent is not taken.

export const mediaRefusals = ['empty', 'unknown-type', 'heic', 'damaged', 'too-many-pixels', 'too-complex', 'encrypted-pdf', 'active-pdf', 'took-too-long', 'busy'] as const
export type MediaRefusal = (typeof mediaRefusals)[number]

export class RefusedMedia extends Error {
  readonly reason: MediaRefusal
  constructor(reason: MediaRefusal) {
    super(`The file is refused: ${reason}`)
    this.reason = reason
  }
}
