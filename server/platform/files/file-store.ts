// What a store of files is. What is put there is sealed already.

/** A name is segments of a-z, 0-9 and "-", with "/" between them. */
export type FileStore = {
  put(name: string, content: Buffer): Promise<void>
  /** Undefined when there is none of this name. */
  get(name: string): Promise<Buffer | undefined>
  /** Says nothing of a name that is not there. */
  delete(name: string): Promise<void>
  /** All names that begin with `prefix`, a whole segment or several ("110105/attachments/"). */
  list(prefix: string): AsyncIterable<{ name: string; changedAt: Temporal.Instant }>
}

/** The store cannot be reached, or refuses. Its message holds no name and no secret. */
export class StoreFailed extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`The file store does not answer as it should: ${reason}`)
    this.reason = reason
  }
}
