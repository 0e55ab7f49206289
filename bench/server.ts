import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../', import.meta.url))

export type Running = { origin: string; pid: number; stop(): Promise<void> }

export type Program = { args: readonly string[]; port: number; path: string; env?: Record<string, string> }

/** Vestka as `npm start` runs it, over a data folder. */
export function vestka(dataFolder: string, port: number, env: Record<string, string> = {}): Program {
  return {
    args: [process.execPath, 'src/main.ts'],
    port,
    path: '/en/',
    env: { ...env, VESTKA_DATA: dataFolder, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port) },
  }
}

/** Starts a server and resolves at its first answer 200 to `path`, with the milliseconds from spawning it. */
export async function start({ args, port, path, env }: Program): Promise<Running & { ms: number }> {
  const began = performance.now()
  const child = spawn(args[0]!, args.slice(1), {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  const origin = `http://127.0.0.1:${port}`
  while (!(await answers(origin + path))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return { origin, pid: child.pid!, ms: performance.now() - began, stop: () => end(child) }
}

/** A port of the loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Memory that a process holds (VmRSS), in megabytes of 10⁶ bytes. */
export function residentMb(pid: number): number {
  const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return (Number(kib) * 1024) / 1e6
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function answers(url: string): Promise<boolean> {
  return new Promise(resolve => {
    get(url, { agent: false, timeout: 5000 }, response => {
      response.resume()
      response.on('close', () => resolve(response.statusCode === 200 && response.complete))
    }).on('error', () => resolve(false))
  })
}
