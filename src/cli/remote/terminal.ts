import type { ReadStream } from 'node:tty'
import { adviceError } from '#platform/log/advice.ts'

/** Asks the person at the keyboard. Questions go to standard error, so that output can be kept in a file. */
export type Terminal = {
  ask(question: string): Promise<string>
  /** The same, and what is typed does not show. */
  askSecret(question: string): Promise<string>
  close(): void
}

type Input = NodeJS.ReadStream & Partial<Pick<ReadStream, 'setRawMode'>>

const ENTER = /[\r\n]/
const STOP = '\u0003'
const END = '\u0004'
const ERASE = ['\u0008', '\u007f']

/**
 * A terminal over standard input. Where that is a pipe, each question takes one line of it. Throws advice when the input
 * ends before it is answered, or somebody presses Ctrl-C.
 */
export function createTerminal(input: Input = process.stdin, output = process.stderr): Terminal {
  let waiting = ''
  let ended = false
  let wake = () => {}
  input.setEncoding('utf8')
  input.on('data', (chunk: string) => {
    waiting += chunk
    wake()
  })
  input.on('end', () => {
    ended = true
    wake()
  })
  input.pause()
  const more = () =>
    new Promise<void>(resolve => {
      wake = resolve
    })
  const nextLine = async (): Promise<string> => {
    for (;;) {
      const stop = waiting.search(/[\u0003\u0004]/)
      const end = waiting.search(ENTER)
      if (stop >= 0 && (end < 0 || stop < end)) throw stopped(waiting[stop]!)
      if (end >= 0) {
        const line = waiting.slice(0, end)
        waiting = waiting.slice(waiting.startsWith('\r\n', end) ? end + 2 : end + 1)
        return line
      }
      if (ended) {
        if (!waiting) throw stopped(END)
        const last = waiting
        waiting = ''
        return last
      }
      await more()
    }
  }
  const question = async (text: string, isSecret: boolean) => {
    output.write(`${text} `)
    const raw = isSecret && input.isTTY ? input.setRawMode?.bind(input) : undefined
    raw?.(true)
    input.resume()
    try {
      return isSecret ? erased(await nextLine()) : (await nextLine()).trim()
    } finally {
      raw?.(false)
      input.pause()
      if (raw || !input.isTTY) output.write('\n')
    }
  }
  return {
    ask: text => question(text, false),
    askSecret: text => question(text, true),
    close: () => input.destroy(),
  }
}

/** What is left after the keys that take a character back. */
function erased(typed: string): string {
  const kept: string[] = []
  for (const letter of typed)
    if (ERASE.includes(letter)) kept.pop()
    else kept.push(letter)
  return kept.join('')
}

function stopped(key: string): Error {
  return key === STOP
    ? adviceError('Stopped.', 'Nothing was sent.')
    : adviceError('The input ended before everything was answered.', 'Run it again in a terminal.')
}
