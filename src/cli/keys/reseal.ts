import { sealTo } from '#keys/pairs.ts'
import type { Purpose } from '#keys/purpose.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { adviceError } from '#platform/log/advice.ts'
import { openAge } from '#platform/seal/open.ts'
import { sealedDeskPaths } from '#sealed/paths.ts'
import type { Io } from '../command.ts'
import { codeOf } from '../remote/fault.ts'
import { type Item, readList, readRemoteRecord } from '../remote/shapes.ts'
import { type Session, unlock, withSession } from './session.ts'

/** So many records are on their way at once: one after the other would take long through Tor. */
const AT_ONCE = 4
const SAID_EVERY = 25
/** What waiting pictures are sealed to. */
const PICTURES_PURPOSE: Purpose = 'organisers'

type Count = Record<'done' | 'elsewhere' | 'gone' | 'damaged', number>

/**
 * Opens on this machine all records of a purpose that are sealed to older keys, and seals them to the current one. Can be
 * stopped and run again: it goes on with those that are left.
 */
export function resealRemotely(io: Io, { purpose, url }: { purpose: Purpose; url: string }): Promise<number> {
  return withSession(io, url, async session => {
    const { desk, ring, safe } = session
    const current = ring.keys.find(key => key.purpose === purpose && key.ended === null)
    if (!current) throw adviceError('There is no key of that purpose.', 'See the page of the keys.')
    const all = readList(await desk.get(sealedDeskPaths.list))
    if (purpose === PICTURES_PURPOSE) all.push(...readList(await desk.get(pictureDeskPaths.waiting)))
    const old = all.filter(item => item.purpose === purpose && item.keyId !== current.id)
    const held = new Set(ring.keys.filter(key => key.copy).map(({ id }) => id))
    const mine = old.filter(({ keyId }) => held.has(keyId))
    if (mine.length > 0) {
      await unlock(session)
      io.err(`${mine.length} records are opened on this machine. The desk counts each, and its log says so.`)
      const identities = await safe.holdings(ring, [...new Set(mine.map(({ keyId }) => keyId))])
      const work = { session, current, identities }
      const count = await resealAll(work, mine)
      io.out(`Sealed to the current key: ${count.done} of ${mine.length}.`)
      if (count.elsewhere > 0) io.out(`Done by somebody else meanwhile: ${count.elsewhere}.`)
      if (count.gone > 0) io.out(`Deleted meanwhile: ${count.gone}.`)
      if (count.damaged > 0) io.out(`Damaged, and left as they are: ${count.damaged}.`)
    } else io.out('Nothing that you can open is sealed to an older key.')
    if (mine.length < old.length)
      io.out(
        `Under older keys that you do not hold: ${old.length - mine.length}. Another member has to do those.`,
      )
  })
}

type Work = {
  session: Session
  current: { id: string; recipient: string }
  identities: ReadonlyMap<string, string>
}

async function resealAll(work: Work, items: readonly Item[]): Promise<Count> {
  const { io } = work.session
  const count: Count = { done: 0, elsewhere: 0, gone: 0, damaged: 0 }
  const left = [...items]
  let passed = 0
  const take = async () => {
    for (let item = left.shift(); item; item = left.shift()) {
      count[await resealOne(work, item)] += 1
      passed += 1
      if (passed % SAID_EVERY === 0) io.err(`${passed} of ${items.length}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, take))
    return count
  } catch (error) {
    left.length = 0
    io.err(
      `Stopped after ${count.done} of ${items.length}. Run it again: it goes on with those that are left.`,
    )
    throw error
  }
}

async function resealOne({ session, current, identities }: Work, item: Item): Promise<keyof Count> {
  const { desk, ring } = session
  try {
    const isPicture = item.kind === 'picture'
    const paths = isPicture ? pictureDeskPaths : sealedDeskPaths
    const record = readRemoteRecord(await desk.get(paths.record(item.id)))
    if (record.keyId === current.id) return 'elsewhere'
    const identity = identities.get(record.keyId)
    const plain =
      identity && (await openAge([identity], Buffer.from(record.body, 'base64')).catch(() => null))
    if (!plain) return 'damaged'
    const bytes = await sealTo(current.recipient, plain)
    const fields = { token: ring.token, keyId: current.id, was: record.keyId }
    const address = paths.reseal(item.id)
    // A picture is larger than a form without files may be.
    const isDone = isPicture
      ? await desk.post(address, fields, { field: 'body', bytes })
      : await desk.post(address, { ...fields, body: Buffer.from(bytes).toString('base64') })
    return isDone ? 'done' : 'elsewhere'
  } catch (error) {
    if (codeOf(error) === 'not-found') return 'gone'
    throw error
  }
}
