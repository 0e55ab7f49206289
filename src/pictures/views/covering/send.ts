/** What a server said to a picture: a sentence for people where it was not taken. */
export type Answer = { taken: true } | { taken: false; text: string } | { later: Later }
/** The server asks to come again: with a new token, or a ticket and after some seconds. */
export type Later = { token?: string; ticket?: string; seconds: number }

export type Sending = {
  address: string
  /** Made again for each attempt, with what the server asked for meanwhile. */
  body(later: Later): FormData
  /** What an answer means; null where it is none of ours, as from a proxy in between. */
  read(request: XMLHttpRequest): Answer | null
  /** So much of it is on its way, 0 to 1. */
  onProgress(part: number): void
  /** The line is broken; it goes on in so many seconds. `times`: it broke so often for this picture. */
  onPause(seconds: number, times: number): void
}

/** Pauses after a line broke, in seconds; after the last the picture counts as missing until somebody sends it again. */
const PAUSES = [1, 2, 4, 8, 15, 30, 30]
/** A line on which nothing moves for so long is broken, in ms. */
const STALL_MS = 45_000

/**
 * Sends one picture, and goes on after a broken line: the picture has an id of its own, so that twice is once. Resolves
 * with null when the line stays broken, or with a sentence when the server does not take it.
 */
export async function send(
  sending: Sending,
): Promise<{ taken: true } | { taken: false; text: string } | null> {
  let later: Later = { seconds: 0 }
  let asked = 0
  for (let broken = 0; broken <= PAUSES.length; ) {
    const answer = await attempt(sending, later)
    if (answer && 'taken' in answer) return answer
    if (answer && (asked += 1) <= 5) {
      later = { ...later, ...answer.later }
      if (later.seconds > 0) await pause(later.seconds)
      continue
    }
    const seconds = PAUSES[broken]
    broken += 1
    if (seconds === undefined) break
    sending.onPause(seconds, broken)
    await pause(seconds)
  }
  return null
}

function attempt({ address, body, read, onProgress }: Sending, later: Later): Promise<Answer | null> {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    let stalled: ReturnType<typeof setTimeout> | undefined
    const moves = () => {
      clearTimeout(stalled)
      stalled = setTimeout(() => request.abort(), STALL_MS)
    }
    const end = (answer: Answer | null) => {
      clearTimeout(stalled)
      resolve(answer)
    }
    request.upload.onprogress = ({ loaded, total }) => {
      moves()
      onProgress(total > 0 ? loaded / total : 0)
    }
    request.onload = () => end(read(request))
    request.onerror = () => end(null)
    request.onabort = () => end(null)
    request.open('POST', address)
    moves()
    request.send(body(later))
  })
}

/** Waits; sooner where the browser says that the line is back. */
function pause(seconds: number): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, seconds * 1000)
    addEventListener('online', go)
  })
}
