// The command line: serve · migrate · city · demo · backup · restore · verify · rotate-keys

import { enableCompileCache } from 'node:module'
import { commands } from './commands/commands.ts'
import { ConfigurationError } from './platform/config.ts'
import { EmbeddedFailure } from './platform/embedded/index.ts'
import { PlainFailure } from './commands/plain-failure.ts'

// Halves the start, also of reading threads.
enableCompileCache()

const [name = 'serve', ...arguments_] = process.argv.slice(2)
const command = commands[name]

if (!command) {
  console.error(`没有命令 ${name}。 / There is no command ${name}.\n`)
  for (const [known, one] of Object.entries(commands)) if (one) console.error(`  ${`${known} ${one.usage}`.padEnd(24)} ${one.summary}`)
  process.exitCode = 2
} else {
  try {
    await command.run(arguments_)
  } catch (error) {
    // What a person can mend is said plainly; the rest keeps its stack.
    if (error instanceof PlainFailure || error instanceof ConfigurationError || error instanceof EmbeddedFailure) console.error(`\n${error.message}\n`)
    else console.error(error)
    process.exitCode = 1
  }
}
