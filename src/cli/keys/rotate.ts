import { makeKey } from '#keys/making.ts'
import { keyPaths } from '#keys/paths.ts'
import { type Purpose, RECOVERY } from '#keys/purpose.ts'
import { adviceError } from '#platform/log/advice.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import type { Io } from '../command.ts'
import { remoteFault } from '../remote/fault.ts'
import { idOf, listOf, objectOf, readRing, recipientOf, textOf } from '../remote/shapes.ts'
import { type Session, withSession } from './session.ts'

type Holder = { memberId: string; name: string; recipient: string }

/** Makes a new key on this machine, seals it to whoever holds the present one, and puts it in its place. */
export function rotateRemotely(io: Io, { purpose, url }: { purpose: Purpose; url: string }): Promise<number> {
  return withSession(io, url, async session => {
    const { desk, known, ring } = session
    const current = ring.keys.find(key => key.purpose === purpose && key.ended === null)
    const recovery = ring.keys.find(key => key.purpose === RECOVERY && key.ended === null)
    const holders = readHolders(await desk.get(keyPaths.renewals), purpose)
    if (!current || !recovery || holders.length === 0)
      throw adviceError('There is no key of that purpose, or nobody to hold it.', 'See the page of the keys.')
    await compareHolders(session, holders)
    const asked = { purpose, was: current.id, recovery: recovery.recipient }
    const payload = await makeKey({
      ...asked,
      holders: holders.map(({ memberId, recipient }) => ({ memberId, recipient })),
    })
    await desk.post(keyPaths.renew, { token: ring.token, payload })
    const after = readRing(await desk.get(keyPaths.ring))
    const made = recipientOf(objectOf(JSON.parse(payload))['recipient'])
    const now = after.keys.find(key => key.purpose === purpose && key.ended === null)
    if (now?.recipient !== made) throw remoteFault('refused')
    const sight = known.look(desk.address, after)
    // Made here and seen here: nothing else may have changed meanwhile.
    if (sight.changed.join() === purpose) known.confirm(desk.address, after)
    io.out(`There is a new key for ${purpose}, held by ${holders.map(({ name }) => name).join(', ')}.`)
    io.out('The words of all current keys are now, for the others to compare:')
    io.out(`  ${sight.fingerprint}`)
    io.out(`What was sealed before stays under the older key: ./vestka keys reseal ${purpose} --remote URL`)
  })
}

/** A captured server could put keys of its own among them: who was not compared here before is shown. */
async function compareHolders(
  { io, desk, known, terminal }: Session,
  holders: readonly Holder[],
): Promise<void> {
  const fresh = holders.filter(({ recipient }) => !known.isKnownMember(desk.address, recipient))
  if (fresh.length === 0) return
  io.err('The new key will be sealed to these members too. Compare the words of their own keys with them:')
  for (const { name, recipient } of fresh) io.err(`  ${name}: ${fingerprintOf([recipient])}`)
  if ((await terminal.ask("Type 'same' when all are the same:")) !== 'same')
    throw adviceError('The keys of the members were not compared.', 'Nothing was done.')
  known.confirmMembers(
    desk.address,
    fresh.map(({ recipient }) => recipient),
  )
}

function readHolders(json: unknown, purpose: string): Holder[] {
  const key = listOf(objectOf(json)['keys'])
    .map(objectOf)
    .find(each => each['purpose'] === purpose)
  return listOf(key?.['holders'] ?? []).map(entry => {
    const holder = objectOf(entry)
    return {
      memberId: idOf(holder['memberId']),
      name: textOf(holder['name']),
      recipient: recipientOf(holder['recipient']),
    }
  })
}
