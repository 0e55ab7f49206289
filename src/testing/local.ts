import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { childEnv } from './child-env.ts'
import { atTheEnd, makeFolder } from './server.ts'

const VESTKA = fileURLToPath(new URL('../../vestka', import.meta.url))

/** The command `./vestka open` on a member's own machine. */
export type OpenCommand = {
  /** Where its pages are, with the token. */
  address: string
  /** Its folder for settings. */
  home: string
  output(): string
  ended: Promise<number | null>
}

/** Starts `./vestka open` and waits for its address. Rejects, with what it said, when it ends before. */
export async function startOpen(
  args: readonly string[],
  { home = makeFolder(), input = '' } = {},
): Promise<OpenCommand> {
  const child = spawn(VESTKA, ['open', ...args], {
    env: childEnv({
      XDG_CONFIG_HOME: home,
      VESTKA_ENV: '/nonexistent',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    }),
  })
  atTheEnd(() => child.kill('SIGKILL'))
  child.stdin.end(input)
  let output = ''
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\//.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(code => reject(new Error(`ended (${code}): ${output}`)))
  })
  return { address, home, ended, output: () => output }
}
