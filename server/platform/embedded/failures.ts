/** The embedded PostgreSQL or its data folder cannot be used; the message says why, in Chinese and English. */
export class EmbeddedFailure extends Error {
  constructor(zh: string, en: string, cause?: unknown) {
    super(`${zh}\n${en}`, cause === undefined ? undefined : { cause })
    this.name = new.target.name
  }
}

/** Another process works with this data folder; `pid` is its number. */
export class DataFolderInUse extends EmbeddedFailure {
  readonly dataFolder: string
  readonly pid: number

  constructor(dataFolder: string, pid: number) {
    super(
      `数据目录 ${dataFolder} 正被进程 ${pid} 使用。请先停止它，或用 WAYSTATION_DATA 指定另一个目录。`,
      `The data folder ${dataFolder} is in use by process ${pid}. Stop it first, or name another folder with WAYSTATION_DATA.`,
    )
    this.dataFolder = dataFolder
    this.pid = pid
  }
}
