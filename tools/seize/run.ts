// The seized server: fills every form with canaries, breaks what can be broken, then searches every byte that is left, with
// the seal and without it. `npm run seize` is the smoke set, `npm run seize -- full` all of it. Exit 0 only where nothing
// that is sealed or never kept was found, and the control found every family.
import { nginxMissing } from './nginx.ts'
import { reportOf } from './report.ts'
import { type Outcome, tell } from './story.ts'

const set = process.argv.includes('full') ? 'full' : 'smoke'
const begun = performance.now()
const missing = nginxMissing()
if (missing) process.stdout.write(`skipped: nothing goes through nginx: ${missing}\n`)

const outcomes: Outcome[] = []
for (const unsealed of [false, true])
  for (const told of await Promise.allSettled(
    (['sqlite', 'postgres'] as const).map(engine => tell({ engine, unsealed, set })),
  )) {
    if (told.status === 'rejected') throw told.reason
    outcomes.push(told.value)
  }
const { lines, last, passed } = reportOf(outcomes)
for (const line of lines) process.stdout.write(`${line}\n`)
process.stdout.write(`${set}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n${last}\n`)
process.exit(passed ? 0 : 1)
