// `npm run bench`: how much dearer than the bare minimum Waystation is. `-- --json`: one object a line. `-- --quick`:
// without the million rows and the starts, and in fewer rounds. `-- --only rosters` (workers, stations, phone, starts): one of its parts.

import { parseArgs } from 'node:util'
import { measureFirstVisit } from './first-visit.ts'
import { measurePublicMap } from './lighthouse.ts'
import type { Measure } from './measure.ts'
import { measureNearestStation } from './nearest-station.ts'
import { printJson, printTable, writeResults } from './report.ts'
import { measureRosters } from './rosters.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { startServer, type Server } from './server.ts'
import { measureStarts } from './starts.ts'
import { measureWorkerList } from './worker-list.ts'

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } } })
const say = (line: string) => void process.stderr.write(`${line}\n`)
const wanted = (part: string) => options.only === undefined || options.only === part
const how = { quick: options.quick === true, say }

const measures: Measure[] = []
let postgres = ''
if (wanted('rosters') || wanted('workers') || wanted('stations') || wanted('phone')) {
  const scratch = await openScratch(say)
  postgres = scratch.version
  try {
    await withServer(scratch, async (server) => {
      if (wanted('workers')) measures.push(...(await measureWorkerList(scratch, server, how)))
      // Before the network grows and the rows come: on the demo city as it is.
      if (wanted('phone')) measures.push(...(await measureFirstVisit(server.origin, how)), ...(await measurePublicMap(server.origin, how)))
      if (wanted('stations')) measures.push(...(await measureNearestStation(scratch, server, how)))
    })
    // In a process of its own: its memory is measured.
    if (wanted('rosters')) await withServer(scratch, async (server) => void measures.push(...(await measureRosters(scratch, server, { million: !options.quick, say }))))
  } finally {
    await scratch.close()
  }
}
if (wanted('starts') && !options.quick) measures.push(...(await measureStarts(say)))

if (options.json) printJson(measures)
else printTable(measures)
if (options.only === undefined && !options.quick) await writeResults(measures, postgres)
// A bar that does not hold is said in the table; it does not end in an error: a busy machine is no broken build.

async function withServer(scratch: Scratch, work: (server: Server) => Promise<void>): Promise<void> {
  const server = await startServer(scratch)
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}
