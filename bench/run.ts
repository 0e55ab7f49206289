// Measures a real server over 1,000 invented events and prints a table; with --write it goes into bench/README.md.
// Names of measures (cached, search, calendar, seals, group, intake, roundup, start, weights, paint) measure only these.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureCached } from './cached.ts'
import { measureCalendar } from './calendar.ts'
import { measureEvening } from './evening.ts'
import { measureGroup } from './group.ts'
import { measureIntake } from './intake.ts'
import { GENERATOR } from './load.ts'
import { measurePaint } from './paint.ts'
import { measureRoundup } from './roundup.ts'
import { measureSeals } from './seals.ts'
import { measureSearch } from './search.ts'
import { freePort, ROOT, type Running, residentMb, start, vestka } from './server.ts'
import { median, type Row, round, tableOf } from './table.ts'
import { measureWeights } from './weights.ts'

const PORT = await freePort()
const README = join(ROOT, 'bench/README.md')
const wanted = process.argv.slice(2).filter(name => !name.startsWith('-'))
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

const dataFolder = mkdtempSync(join(tmpdir(), 'vestka-bench-'))
try {
  seed()
  const rows: Row[] = []
  const measure = async (name: string, work: () => Promise<Row[]>) => {
    if (!isWanted(name)) return
    process.stderr.write(`${name} …\n`)
    rows.push(...(await work()))
  }
  await measure('start', measureStart)
  await measure('seals', measureSeals)
  await measure('group', measureGroup)
  if (wanted.includes('evening')) await measure('evening', measureEvening)
  await measure('intake', measureIntake)
  await measure('roundup', measureRoundup)
  const ours = await start(vestka(dataFolder, PORT))
  try {
    await measure('weights', () => measureWeights(ours))
    await measure('paint', () => measurePaint(ours))
    await measure('cached', () => measureCached(ours, dataFolder))
    await measure('search', () => measureSearch(ours))
    await measure('memory', async () => [memoryOf(ours)])
  } finally {
    await ours.stop()
  }
  await measure('calendar', () => measureCalendar(dataFolder))
  report(rows)
} finally {
  rmSync(dataFolder, { recursive: true })
}

function seed(): void {
  execFileSync(process.execPath, ['src/cli/vestka.ts', 'seed-load', '--events', '1000'], {
    cwd: ROOT,
    env: { ...process.env, VESTKA_DATA: dataFolder, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** From spawning the process to the first page, and that of a program that does nothing but answer. */
async function measureStart(): Promise<Row[]> {
  const values: number[] = []
  const least: number[] = []
  const idle = "require('node:http').createServer((q, r) => r.end()).listen(process.env.PORT, '127.0.0.1')"
  for (let turn = 0; turn < 5; turn++) {
    for (const [list, program] of [
      [values, vestka(dataFolder, PORT)],
      [least, { args: [process.execPath, '-e', idle], port: PORT, path: '/', env: { PORT: String(PORT) } }],
    ] as const) {
      const running = await start(program)
      list.push(running.ms)
      await running.stop()
    }
  }
  return [
    {
      what: 'From start to first page',
      figure: `${round(median(values))} ms`,
      comparison: `node with node:http alone: ${round(median(least))} ms`,
      target: '≤ 1000 ms',
      reached: median(values) <= 1000,
    },
  ]
}

function memoryOf(ours: Running): Row {
  const mb = residentMb(ours.pid)
  return {
    what: 'Memory after the load',
    figure: `${round(mb)} MB`,
    comparison: '',
    target: '≤ 200 MB',
    reached: mb <= 200,
  }
}

function report(rows: readonly Row[]): void {
  const head = `Node ${process.versions.node}, ${availableParallelism()} cores, load made by ${GENERATOR} on the same machine, 1,015 events in SQLite.`
  const text = `${head}\n\n${tableOf(rows)}\n`
  process.stdout.write(text)
  if (!process.argv.includes('--write')) return
  const readme = readFileSync(README, 'utf8')
  writeFileSync(
    README,
    readme.replace(
      /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/,
      (_, begin, end) => `${begin}\n${text}\n${end}`,
    ),
  )
}
