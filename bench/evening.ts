import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { picturePaths } from '#pictures/paths.ts'
import { launchChromium } from '#testing/chromium.ts'
import { type Treated, workOn } from './evening/members.ts'
import { type Arrivals, sendAll, sendByPage } from './evening/senders.ts'
import { type Evening, prepareEvening, type Say } from './evening/site.ts'
import { freePort, residentMb, start, vestka } from './server.ts'
import { median, type Row, round } from './table.ts'

const CITIES = 40
const PICTURES = 200
/** So many of the pictures are sent by the page in a browser. */
const BY_PAGE = 2
/** What the target is given for; VESTKA_EVENING_MINUTES takes more time than these few minutes. */
const WHOLE_MINUTES = 30
const MINUTES = Number(process.env['VESTKA_EVENING_MINUTES'] ?? 3)
/** How long a member looks at a text and a picture, in an evening that takes the whole time. */
const LOOK = { text: 15_000, picture: 4_000 }
const TICKS_PER_SECOND = 100
/** Browsers and the server share one machine here. */
const PATIENCE_MS = 180_000

/** The evening of the Day: reports and pictures of 40 cities come in, three members treat them in browsers. */
export async function measureEvening(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'vestka-bench-evening-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const env = { PUBLIC_URL: origin, TRUST_PROXY: '1', VESTKA_DEMO: '0' }
  const evening = await prepareEvening({ ...vestka(dataFolder, port, env).env }, CITIES)
  const server = await start(vestka(dataFolder, port, env))
  const browser = await launchChromium()
  try {
    return await hold(evening, { browser, origin, pid: server.pid })
  } finally {
    await browser.close()
    await server.stop()
    await evening.world.database.close()
    rmSync(dataFolder, { recursive: true })
  }
}

async function hold(
  evening: Evening,
  { browser, origin, pid }: { browser: Browser; origin: string; pid: number },
): Promise<Row[]> {
  const { world, cities, members } = evening
  const say: Say = (key, values) => world.texts.in('en')(key, values)
  const arrivals: Arrivals = { reports: new Map(), pictures: new Map(), slowed: 0 }
  const treated: Treated = { reports: new Map(), pictures: [], twice: 0, inHand: 0 }
  const pace = MINUTES / WHOLE_MINUTES
  const look = { text: LOOK.text * pace, picture: LOOK.picture * pace }
  const meter = watch(pid)
  const pageOf = async (cookie?: string): Promise<Page> => {
    const context = await browser.newContext({ baseURL: origin, locale: 'en' })
    context.setDefaultTimeout(PATIENCE_MS)
    const [name, value] = cookie?.split('=') ?? []
    if (name && value)
      await context.addCookies([{ name, value, url: `${origin}/desk`, httpOnly: true, sameSite: 'Strict' }])
    return context.newPage()
  }
  let over = false
  let byPage = 0
  const ms = MINUTES * 60_000
  const until = performance.now() + ms * 1.1 + 120_000
  const sending = sendAll({ ...evening, origin, pictures: PICTURES - BY_PAGE, ms, arrivals })
  const visitors = (async () => {
    const page = await pageOf()
    for (const city of cities.slice(0, BY_PAGE)) {
      await sendByPage(page, { city, say })
      byPage += 1
    }
  })()
  const coming = Promise.all([sending, visitors]).finally(() => {
    over = true
  })
  const work = { origin, cities, say, look, treated, isOver: () => over }
  const working = members.map(async ({ cookie, words }) =>
    workOn(await pageOf(cookie), { ...work, words }, until),
  )
  await Promise.all([coming, ...working])
  return rowsOf({ arrivals, treated, meter: meter.end(), kept: await count(evening, origin), byPage })
}

type Kept = {
  published: number
  pictures: Map<string, string>
  missing: number
  twice: number
}

/** What is there at the end, in the database and as files that everybody gets. */
async function count({ world }: Evening, origin: string): Promise<Kept> {
  const { db } = world.database
  const pictures = await db.selectFrom('pictures').select(['id', 'upload', 'state']).execute()
  const reports = await db.selectFrom('reports').select('state').where('state', '=', 'published').execute()
  const log = await db.selectFrom('log').select(['action', 'subject']).execute()
  let missing = 0
  for (const { id, state } of pictures) {
    if (state !== 'published') continue
    const answers = ([480, 1200, 2400] as const).map(size => fetch(origin + picturePaths.file(id, size)))
    for (const answer of await Promise.all(answers)) {
      await answer.arrayBuffer()
      if (answer.status !== 200) missing += 1
    }
  }
  const published = log.filter(({ action }) => action === 'report-published')
  const approved = log.filter(({ action }) => action === 'picture-approved')
  return {
    published: reports.length,
    pictures: new Map(pictures.map(({ upload, state }) => [upload, state])),
    missing,
    twice:
      published.length -
      new Set(published.map(({ subject }) => subject)).size +
      approved.length -
      pictures.filter(({ state }) => state !== 'waiting').length,
  }
}

type Outcome = {
  arrivals: Arrivals
  treated: Treated
  kept: Kept
  meter: { mb: number; cpu: number }
  byPage: number
}

function rowsOf({ arrivals, treated, kept, meter, byPage }: Outcome): Row[] {
  const waits = [...treated.reports].map(([id, at]) => (at - arrivals.reports.get(id)!) / 1000)
  const first = waits[0] ?? Infinity
  const lost =
    [...arrivals.pictures.keys()].filter(upload => !kept.pictures.has(upload)).length +
    (byPage - (kept.pictures.size - arrivals.pictures.size)) +
    (arrivals.reports.size - kept.published) +
    kept.missing
  const states = Map.groupBy(kept.pictures.values(), state => state)
  const at = `${CITIES} reports and ${PICTURES} pictures in ${MINUTES} min`
  const twice = treated.twice + kept.twice
  return [
    {
      what: `The evening, ${at}: first report public`,
      figure: `${first.toFixed(1)} s after it arrived`,
      comparison: `median ${median(waits).toFixed(1)} s, worst ${Math.max(...waits).toFixed(1)} s of ${waits.length}`,
      target: '≤ 120 s',
      reached: first <= 120,
    },
    {
      what: 'The evening: treated twice, lost',
      figure: `${twice}, ${lost}`,
      comparison: `pictures public ${states.get('published')?.length ?? 0}, waiting ${states.get('waiting')?.length ?? 0}; ${treated.inHand} times somebody else had it; ${arrivals.slowed} senders slowed down`,
      target: '0, 0',
      reached: twice === 0 && lost === 0 && kept.published === CITIES && kept.pictures.size === PICTURES,
    },
    {
      what: 'The evening: memory of the server at its most',
      figure: `${round(meter.mb)} MB`,
      comparison: `${round(meter.cpu * 100)} % of one core on average`,
      target: '–',
      reached: true,
    },
  ]
}

/** Looks each second at the memory of a process; at the end at the time that it computed. */
function watch(pid: number): { end(): { mb: number; cpu: number } } {
  let mb = 0
  const [began, before] = [performance.now(), computed(pid)]
  const timer = setInterval(() => {
    mb = Math.max(mb, residentMb(pid))
  }, 1000)
  return {
    end: () => {
      clearInterval(timer)
      return { mb, cpu: (computed(pid) - before) / ((performance.now() - began) / 1000) }
    },
  }
}

/** Seconds that a process has computed so far (proc(5): utime and stime). */
function computed(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
