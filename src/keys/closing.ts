// What pages of the desk tell the worker about the end: it has to let go of the key before its time is over.

/** The channel between all pages of the desk in this browser and the worker. */
export const CHANNEL = 'vestka-desk'

/** A page is here; it is gone; the worker asks who is left; somebody locks the desk or signs out. */
export type Said = 'here' | 'gone' | 'who' | 'forget'

/** So long a page may take until the next one of the desk is here, in ms; then the last one counts as closed. */
export const NEXT_PAGE_MS = 10_000

/** The worker's side: lets go at once when the desk is locked, and soon after its last page was closed. */
export function forgetWithDesk(channel: BroadcastChannel, forget: () => void): void {
  let leaving: ReturnType<typeof setTimeout> | undefined
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data === 'forget') forget()
    if (data === 'here' || data === 'gone') clearTimeout(leaving)
    if (data !== 'gone') return
    leaving = setTimeout(forget, NEXT_PAGE_MS)
    channel.postMessage('who' satisfies Said)
  }
}
