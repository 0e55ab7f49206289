import { insertLogEntry } from '#desk/store.ts'
import type { Member } from '#members/member.ts'
import { lockMembers } from '#members/store.ts'
import { write } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { PasskeyHalf } from './made.ts'
import { findMemberKey, KEYS_TOPIC, saveMemberKey } from './store.ts'

/**
 * Keeps a second file with a member's secret half, sealed to what a passkey makes (WebAuthn level 3, prf), beside the one
 * under seven words; one in the place of another. Throws Problem 'conflict' where it is the half of another key than
 * the member has now.
 */
export function addKeyPasskey(world: World, by: Member, half: PasskeyHalf): Promise<void> {
  const { recipient, byPasskey, passkeyId } = half
  return change(world, { by, action: 'member-key-passkey' }, own =>
    own?.recipient === recipient ? { byPasskey, passkeyId } : null,
  )
}

/** Deletes what a passkey opens; the seven words stay. Throws Problem 'conflict' where there is none. */
export function dropKeyPasskey(world: World, by: Member): Promise<void> {
  return change(world, { by, action: 'member-key-words' }, own =>
    own?.byPasskey ? { byPasskey: null, passkeyId: null } : null,
  )
}

type Own = Awaited<ReturnType<typeof findMemberKey>>
type Halves = { byPasskey: Uint8Array; passkeyId: string } | { byPasskey: null; passkeyId: null }

function change(
  world: World,
  { by, action }: { by: Member; action: string },
  halvesOf: (own: Own) => Halves | null,
): Promise<void> {
  return write(world.database, [KEYS_TOPIC], async trx => {
    await lockMembers(trx)
    const own = await findMemberKey(trx, by.id)
    const halves = halvesOf(own)
    if (!own || !halves) throw new Problem('conflict')
    await saveMemberKey(trx, { ...own, ...halves })
    const line = { member: by.name, action, subject: `member:${by.name}`, note: '' }
    await insertLogEntry(trx, line, world.clock())
  })
}
