import { CHANNEL, type Said } from '../../closing.ts'

// On every page of the desk: the worker that holds the member's key learns when it is locked, left or closed.
const channel = new BroadcastChannel(CHANNEL)
const say = (said: Said) => channel.postMessage(said)

channel.onmessage = ({ data }: MessageEvent<Said>) => {
  if (data === 'who') say('here')
}
say('here')
document.addEventListener('submit', ({ target }) => {
  if (target instanceof HTMLFormElement && /\/(lock|sign-out|end-all)$/.test(target.action)) say('forget')
})
