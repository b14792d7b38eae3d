/** A failure whose message is written for the person at the terminal: Chinese first, then English. */
export class PlainFailure extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
  }
}
