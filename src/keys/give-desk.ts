import { askApproval, giveCopies, listKeysWaiting, takeApproved } from '#approvals/actions.ts'
import type { Member } from '#members/member.ts'
import { listMembers, lockMembers } from '#members/store.ts'
import { write } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Given } from './made.ts'
import { isPurpose, mayHold } from './purpose.ts'
import { findMemberKey, KEYS_TOPIC, listKeys } from './store.ts'

/**
 * Asks a second coordinator, once for all copies, to give a member keys; where there is nobody to ask it happens at once
 * ('alone'). Copies that wait for consent already are left out. Throws Problem 'conflict' where none is left, or where
 * the member may not hold one of them or has another key of their own by now.
 */
export function giveKeys(world: World, by: Member, given: Given): Promise<{ alone: boolean }> {
  const { memberId, recipient } = given
  return write(world.database, [KEYS_TOPIC], async trx => {
    await lockMembers(trx)
    const member = (await listMembers(trx)).find(({ id, active }) => id === memberId && active)
    const own = await findMemberKey(trx, memberId)
    if (!member || own?.recipient !== recipient) throw new Problem('conflict')
    const keys = new Map((await listKeys(trx)).map(({ id, purpose }) => [id, purpose]))
    const waiting = (await listKeysWaiting(trx, world)).get(recipient)
    const copies = given.copies.filter(({ keyId }) => !waiting?.has(keyId))
    const purposes = new Set(copies.map(({ keyId }) => keys.get(keyId) ?? ''))
    const may = [...purposes].every(purpose => isPurpose(purpose) && mayHold(member.role, purpose))
    if (!may || copies.length === 0) throw new Problem('conflict')
    const payload = JSON.stringify({
      memberId,
      recipient,
      copies: copies.map(({ keyId, body }) => ({ keyId, body: Buffer.from(body).toString('base64') })),
    })
    const subject = `${[...purposes].join(', ')}: ${member.name}`
    const { id, alone } = await askApproval(trx, world, { kind: 'give-key', subject, payload, by })
    if (!alone) return { alone }
    const taken = await takeApproved(trx, world, { id, kind: 'give-key', by })
    // What was taken is empty in the store by now; what it carried was read before.
    if (!taken || !(await giveCopies(trx, taken.payload))) throw new Problem('conflict')
    return { alone }
  })
}
