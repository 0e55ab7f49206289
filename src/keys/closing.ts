// What pages of the desk and the worker say to each other about the end: the key may have to go before its time is over.

/** The channel between all pages of the desk in this browser and the worker. */
export const CHANNEL = 'vestka-desk'

/** A page is here; the worker asks who is; somebody locks the desk or signs out. */
export type Said = 'here' | 'who' | 'forget'

/** After so long without a page of the desk, in ms, the last one counts as closed; the next one may take this long. */
export const NEXT_PAGE_MS = 10_000

/** The worker asks this often, in ms, while it holds a key. */
export const ASK_MS = 2000

/**
 * The worker's side: it lets go at once when the desk is locked, and soon after its last page was closed. It asks,
 * for what a page says while it is being closed may be lost; a key that slept with the machine is gone as well.
 */
export function forgetWithDesk(
  channel: Pick<BroadcastChannel, 'postMessage' | 'onmessage'>,
  safe: { isOpen: () => boolean; forget: () => void },
): void {
  let heard = Date.now()
  const forgetAlone = () => {
    if (!safe.isOpen()) heard = Date.now()
    else if (Date.now() - heard >= NEXT_PAGE_MS) safe.forget()
  }
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    forgetAlone()
    // A worker of before an update asks on the same channel: it is no page.
    if (data !== 'who') heard = Date.now()
    if (data === 'forget') safe.forget()
  }
  setInterval(() => {
    forgetAlone()
    if (safe.isOpen()) channel.postMessage('who' satisfies Said)
  }, ASK_MS)
}
