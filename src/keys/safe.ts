import { base64 } from '@scure/base'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import { openAge } from '#platform/seal/open.ts'
import { readRecord, type Size, writeRecord } from '#platform/seal/record.ts'
import { FORGET_MS, fault, faultOf, type Given, type Opened, type Sight } from './opener.ts'
import { openIdentity, pairOfOutput, sealIdentity, sealTo } from './pairs.ts'
import { currentRecipients, type Ring } from './ring.ts'

/** Holds a member's secret half for a while, on the member's own machine, and opens with it. */
export type Safe = ReturnType<typeof createSafe>

/**
 * A safe that forgets what it holds after FORGET_MS without use. `read` fetches JSON from an address and throws a
 * fault where it cannot.
 */
export function createSafe(read: (address: string) => Promise<unknown>) {
  let held: { identity: string; recipient: string } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const forget = () => {
    held = null
    clearTimeout(timer)
  }
  const hold = (identity: string, recipient: string) => {
    held = { identity, recipient }
    use()
  }
  const use = () => {
    clearTimeout(timer)
    timer = setTimeout(forget, FORGET_MS)
  }
  const readRing = async (address: string): Promise<Ring> => {
    const ring = (await read(address)) as Ring
    // Another member sits here now.
    if (held && ring.member?.recipient !== held.recipient) forget()
    return ring
  }
  const memberOf = (ring: Ring) => ring.member ?? raise('no-member-key')
  const identity = () => {
    if (!held) throw fault('locked')
    use()
    return held.identity
  }
  /** The secret halves of keys that this member holds, by id. */
  const holdings = async (ring: Ring, ids: readonly string[]): Promise<Map<string, string>> => {
    const mine = identity()
    const found = new Map<string, string>()
    for (const id of new Set(ids)) {
      const key = ring.keys.find(each => each.id === id)
      if (!key?.copy) throw fault('no-copy')
      found.set(id, await damagedUnless(openIdentity(mine, base64.decode(key.copy), key.recipient)))
    }
    return found
  }
  const openRecord = async (ring: Ring, address: string): Promise<unknown> => {
    identity()
    const record = (await read(address)) as { keyId: string; body: string }
    const secret = (await holdings(ring, [record.keyId])).get(record.keyId)!
    return damagedUnless(openAge([secret], base64.decode(record.body)).then(readRecord))
  }

  return {
    readRing,
    isOpen: () => held !== null,
    forget,
    hold,
    identity,
    holdings,
    look: async (ring: Ring): Promise<Sight> => ({
      hasKey: ring.member !== null,
      unlocked: held !== null,
      passkeyId: ring.member?.byPasskey ? ring.member.passkeyId : null,
      fingerprint: fingerprintOf(currentRecipients(ring.keys)),
    }),
    unlock: async (ring: Ring, words: string): Promise<void> => {
      const { byWords, recipient } = memberOf(ring)
      const opened = openIdentity(words, base64.decode(byWords), recipient)
      hold(await opened.catch(() => raise('wrong-words')), recipient)
    },
    unlockByPasskey: async (ring: Ring, output: Uint8Array): Promise<void> => {
      const { byPasskey, recipient } = memberOf(ring)
      if (!byPasskey) throw fault('wrong-passkey')
      const opened = openIdentity(pairOfOutput(output).identity, base64.decode(byPasskey), recipient)
      hold(await opened.catch(() => raise('wrong-passkey')), recipient)
    },
    /** The member's secret half as a file that a passkey with this output opens. */
    byPasskey: async (ring: Ring, output: Uint8Array) => {
      const { recipient } = memberOf(ring)
      const file = await sealIdentity(pairOfOutput(output).recipient, identity())
      return { recipient, byPasskey: base64.encode(file) }
    },
    open: openRecord,
    /** What is in an age file; it is fetched only where the member can open it. */
    openBytes: async (ring: Ring, keyId: string, fetched: () => Promise<Uint8Array>): Promise<Uint8Array> => {
      const secret = (await holdings(ring, [keyId])).get(keyId)!
      return damagedUnless(openAge([secret], await fetched()))
    },
    openMany: async (ring: Ring, addresses: readonly string[]): Promise<Opened[]> => {
      const opened: Opened[] = []
      for (const address of addresses)
        opened.push(await openRecord(ring, address).then(asValue, error => ({ fault: faultOf(error) })))
      return opened
    },
    /** Copies of keys that the member holds, sealed to another. */
    give: async (ring: Ring, recipient: string, keyIds: readonly string[]): Promise<Given[]> => {
      const given: Given[] = []
      for (const [keyId, secret] of await holdings(ring, keyIds))
        given.push({ keyId, body: base64.encode(await sealIdentity(recipient, secret)) })
      return given
    },
    /** What is in an age file that any of the member's keys opens. */
    openFile: async (ring: Ring, file: Uint8Array): Promise<Uint8Array> => {
      const ids = ring.keys.filter(key => key.copy).map(key => key.id)
      const secrets = [...(await holdings(ring, ids)).values()]
      return openAge([identity(), ...secrets], file).catch(error =>
        raise(/no identity/.test(String(error)) ? 'no-copy' : 'damaged'),
      )
    },
  }
}

/** A value as a record of `size` bytes, sealed to a recipient; base64. */
export async function sealFor(recipient: string, value: unknown, size: Size): Promise<string> {
  return base64.encode(await sealTo(recipient, writeRecord(value, size)))
}

function asValue(value: unknown): Opened {
  return { value }
}

function raise(code: Parameters<typeof fault>[0]): never {
  throw fault(code)
}

function damagedUnless<T>(work: Promise<T>): Promise<T> {
  return work.catch(() => raise('damaged'))
}
