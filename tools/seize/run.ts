// The seized server: fills every form with canaries, breaks what can be broken, then searches every byte that is left, with
// the seal and without it. `npm run seize` is the smoke set, `npm run seize -- full` all of it. Exit 0 only where nothing
// that is sealed or never kept was found, and the control found every family.
import { inspect } from 'node:util'
import { Worker } from 'node:worker_threads'
import { nginxMissing } from './nginx.ts'
import { reportOf } from './report.ts'
import type { Asked, Outcome } from './story.ts'

const AT_ONCE = 2

const set = process.argv.includes('full') ? 'full' : 'smoke'
const begun = performance.now()
const missing = nginxMissing()
if (missing) process.stdout.write(`skipped: nothing goes through nginx: ${missing}\n`)

const outcomes: Outcome[] = []
const broken: unknown[] = []
const waiting = [false, true].flatMap(unsealed =>
  (['postgres', 'sqlite'] as const).map((engine): Asked => ({ engine, unsealed, set })),
)
await Promise.all(Array.from({ length: AT_ONCE }, tellNext))
for (const error of broken) process.stderr.write(`${inspect(error)}\n`)
if (broken.length > 0) process.exit(1)
const { lines, last, passed } = reportOf(outcomes)
for (const line of lines) process.stdout.write(`${line}\n`)
process.stdout.write(`${set}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n${last}\n`)
process.exit(passed ? 0 : 1)

async function tellNext(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift())
    try {
      outcomes.push(await tellApart(next))
    } catch (error) {
      broken.push(error)
      waiting.length = 0
    }
}

function tellApart(asked: Asked): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: asked })
    thread.on('message', resolve)
    thread.on('error', reject)
    thread.on('exit', code => reject(new Error(`${asked.engine}: the thread ended with ${code}`)))
  })
}
