import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import autocannon from 'autocannon'

const run = promisify(execFile)
const WRK = '/usr/bin/wrk'

/** Which program makes the requests: wrk costs the other side less of the machine. */
export const GENERATOR = existsSync(WRK) ? 'wrk' : 'autocannon'

export type Load = {
  origin: string
  /** Asked for in turn. */
  paths: readonly string[]
  headers?: Record<string, string>
  connections: number
  seconds: number
}

export type Outcome = { perSecond: number; p99Ms: number; wrong: number }

/** Asks as fast as it can and tells how it went. */
export function ask(load: Load): Promise<Outcome> {
  return GENERATOR === 'wrk' ? askWithWrk(load) : askWithAutocannon(load)
}

async function askWithWrk({ origin, paths, headers = {}, connections, seconds }: Load): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-bench-'))
  const script = join(folder, 'paths.lua')
  writeFileSync(
    script,
    `local paths = {${paths.map(path => JSON.stringify(path)).join(',')}}
local next = 0
local wrong = 0
request = function() next = next % #paths + 1; return wrk.format("GET", paths[next]) end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write))
end
`,
  )
  try {
    const { stdout } = await run(WRK, [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
      '-s',
      script,
      origin,
    ])
    const [, requests, micros, p99, wrong] = /RESULT (\d+) (\d+) (\d+) (\d+)/.exec(stdout)!.map(Number)
    return { perSecond: requests! / (micros! / 1e6), p99Ms: p99! / 1000, wrong: wrong! }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function askWithAutocannon({
  origin,
  paths,
  headers = {},
  connections,
  seconds,
}: Load): Promise<Outcome> {
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    headers,
    requests: paths.map(path => ({ method: 'GET' as const, path })),
  })
  return {
    perSecond: result.requests.total / result.duration,
    p99Ms: result.latency.p99,
    wrong: result.non2xx + result.errors,
  }
}
