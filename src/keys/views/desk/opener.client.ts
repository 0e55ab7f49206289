import { readPhrase } from '#platform/seal/words.ts'
import { CHANNEL, forgetWithDesk } from '../../closing.ts'
import { makeKey, makeOwn, makeSetUp, makeSheets } from '../../making.ts'
import { fault, faultOf, type Question, type Reply, type Task, type Tasks } from '../../opener.ts'
import { recoverKeys } from '../../recovering.ts'
import type { RecoveryRing } from '../../ring.ts'
import { createSafe, sealFor } from '../../safe.ts'

// The worker that opens: one for all tabs of the desk where the browser has shared workers.
const safe = createSafe(read)

async function read(address: string): Promise<unknown> {
  return (await get(address, /json/)).json()
}

async function readBytes(address: string): Promise<Uint8Array> {
  return new Uint8Array(await (await get(address, /octet-stream/)).arrayBuffer())
}

async function get(address: string, type: RegExp): Promise<Response> {
  const answer = await fetch(address, { cache: 'no-store' }).catch(() => null)
  if (!answer) throw fault('away')
  if (answer.status === 404) throw fault('not-found')
  // Who is not signed in any more gets a page.
  if (!answer.ok || !type.test(answer.headers.get('content-type') ?? '')) {
    safe.forget()
    throw fault('away')
  }
  return answer
}

forgetWithDesk(new BroadcastChannel(CHANNEL), safe)

const TASKS: { [T in Task]: (ask: Tasks[T]['ask']) => Promise<Tasks[T]['answer']> } = {
  look: async ({ ring }) => safe.look(await safe.readRing(ring)),
  unlock: async ({ ring, words }) => {
    const phrase = readPhrase(words)
    if (!phrase) throw fault('wrong-words')
    await safe.unlock(await safe.readRing(ring), phrase)
    return null
  },
  'unlock-passkey': async ({ ring, output }) => {
    await safe.unlockByPasskey(await safe.readRing(ring), output)
    return null
  },
  'by-passkey': async ({ ring, output }) => safe.byPasskey(await safe.readRing(ring), output),
  forget: async () => {
    safe.forget()
    return null
  },
  open: async ({ ring, record }) => safe.open(await safe.readRing(ring), record),
  'open-many': async ({ ring, records }) => safe.openMany(await safe.readRing(ring), records),
  'open-bytes': async ({ ring, address, keyId }) =>
    safe.openBytes(await safe.readRing(ring), keyId, () => readBytes(address)),
  'open-file': async ({ ring, file }) => safe.openFile(await safe.readRing(ring), file),
  'set-up': () => makeSetUp(),
  'new-sheets': async ({ ring, was, keyIds }) =>
    makeSheets(was, await safe.holdings(await safe.readRing(ring), keyIds)),
  'new-own': () => makeOwn(),
  'new-key': ask => makeKey(ask as Tasks['new-key']['ask']),
  recover: async ({ recovery, ...ask }) => recoverKeys((await read(recovery)) as RecoveryRing, ask),
  give: async ({ ring, recipient, keyIds }) => safe.give(await safe.readRing(ring), recipient, keyIds),
  'seal-for': ({ recipient, value, size }) => sealFor(recipient, value, size),
}

function listen(port: Pick<MessagePort, 'postMessage' | 'onmessage'>) {
  port.onmessage = async ({ data }: MessageEvent<Question>) => {
    const { number, task, ask } = data
    const work = TASKS[task] as (input: unknown) => Promise<unknown>
    const reply: Reply = await work(ask).then(
      answer => ({ number, answer }),
      error => ({ number, fault: faultOf(error) }),
    )
    port.postMessage(reply)
  }
}

const scope = globalThis as unknown as {
  onconnect?: unknown
  addEventListener(type: 'connect', listener: (event: MessageEvent) => void): void
}
if ('onconnect' in globalThis) scope.addEventListener('connect', event => listen(event.ports[0]!))
else listen(globalThis as unknown as MessagePort)
