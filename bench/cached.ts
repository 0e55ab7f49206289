import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from './load.ts'
import { nginx } from './nginx.ts'
import { freePort, ROOT, type Running, start, vestka } from './server.ts'
import { median, type Row, round } from './table.ts'

const PATH = '/en/events'
const ROUNDS = 5
const SECONDS = 3

/** A kept page against the bare server and nginx, in short rounds by turns, so that all meet the same machine. */
export async function measureCached(ours: Running, dataFolder: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-bench-'))
  const running: Record<string, Running> = { one: ours }
  try {
    await saveAnswer(ours, folder)
    const port = await freePort()
    const bare = [process.execPath, join(ROOT, 'bench/bare-server.ts'), String(port), folder]
    running['bare'] = await start({ args: bare, port, path: PATH })
    const beside = nginx(folder, await freePort(), PATH)
    if (beside) {
      running['nginx'] = await start(beside)
      const shared = vestka(dataFolder, await freePort(), { VESTKA_REUSE_PORT: '1' })
      running['two'] = await start(shared)
      running['second'] = await start(shared)
      // The first of them has answered; the second listens soon.
      await new Promise(resolve => setTimeout(resolve, 3000))
    }
    return rowsOf(await takeTurns(running))
  } finally {
    const { one: _, ...others } = running
    await Promise.all(Object.values(others).map(server => server.stop()))
    rmSync(folder, { recursive: true })
  }
}

async function saveAnswer({ origin }: Running, folder: string): Promise<void> {
  const get = () => fetch(origin + PATH, { headers: { 'accept-encoding': 'br' } })
  await (await get()).arrayBuffer()
  // The well compressed bytes follow the first answer.
  await new Promise(resolve => setTimeout(resolve, 1000))
  const { bytes, headers } = await rawAnswer(origin + PATH)
  writeFileSync(join(folder, 'body'), bytes)
  writeFileSync(join(folder, 'headers.json'), JSON.stringify(headers))
}

/** As it comes over the wire: fetch would unpack it. */
async function rawAnswer(url: string): Promise<{ bytes: Buffer; headers: string[] }> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'br' } }, async response => {
      const bytes = Buffer.concat(await response.toArray())
      const headers = response.rawHeaders.filter(
        (_, index, all) => !/^(date|connection|keep-alive)$/i.test(all[index - (index % 2)]!),
      )
      resolve({ bytes, headers })
    }).on('error', reject)
  })
}

type Speeds = Record<string, number[]>

async function takeTurns(running: Record<string, Running>): Promise<Speeds> {
  const speeds: Speeds = {}
  const names = Object.keys(running).filter(name => name !== 'second')
  for (let turn = -1; turn < ROUNDS; turn++)
    for (const name of names) {
      const seconds = turn < 0 ? 2 : SECONDS
      const { perSecond, wrong } = await ask({
        origin: running[name]!.origin,
        paths: [PATH],
        headers: { 'Accept-Encoding': 'br' },
        connections: 32,
        seconds,
      })
      if (wrong > 0) throw new Error(`${wrong} wrong answers of ${name}`)
      if (turn >= 0) (speeds[name] ??= []).push(perSecond)
    }
  return speeds
}

function rowsOf(speeds: Speeds): Row[] {
  const row = (what: string, [ours, theirs, target]: [string, string, number]): Row[] => {
    const [a, b] = [speeds[ours], speeds[theirs]]
    if (!a || !b) return []
    const ratio = median(a.map((speed, turn) => speed / b[turn]!))
    return [
      {
        what,
        figure: `${round(median(a))} answers/s`,
        comparison: `${theirs === 'bare' ? 'bare node:http' : 'nginx'} ${round(median(b))}: ratio ${ratio.toFixed(2)}`,
        target: `≥ ${target}`,
        reached: ratio >= target,
      },
    ]
  }
  return [
    ...row('Kept page, one process', ['one', 'bare', 0.9]),
    ...row('Kept page, one process beside nginx', ['one', 'nginx', 0.25]),
    ...row('Kept page, two processes beside nginx', ['two', 'nginx', 0.45]),
  ]
}
