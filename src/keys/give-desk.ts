import { askApproval, giveCopy, takeApproved } from '#approvals/actions.ts'
import type { Member } from '#members/member.ts'
import { listMembers } from '#members/store.ts'
import { write } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Given } from './made.ts'
import { isPurpose, mayHold } from './purpose.ts'
import { findMemberKey, KEYS_TOPIC, listKeys } from './store.ts'

/**
 * Asks a second coordinator to give a member copies of keys; where there is nobody to ask it happens at once ('alone').
 * Throws Problem 'conflict' where the member may not hold one of them, or has another key of their own by now.
 */
export function giveKeys(world: World, by: Member, given: Given): Promise<{ alone: boolean }> {
  const { memberId, recipient, copies } = given
  return write(world.database, [KEYS_TOPIC], async trx => {
    const member = (await listMembers(trx)).find(({ id, active }) => id === memberId && active)
    const own = await findMemberKey(trx, memberId)
    const keys = await listKeys(trx)
    if (!member || own?.recipient !== recipient) throw new Problem('conflict')
    let alone = false
    for (const { keyId, body } of copies) {
      const key = keys.find(({ id }) => id === keyId)
      if (!key || !isPurpose(key.purpose) || !mayHold(member.role, key.purpose)) throw new Problem('conflict')
      const payload = JSON.stringify({
        keyId,
        memberId,
        recipient,
        body: Buffer.from(body).toString('base64'),
      })
      const subject = `${key.purpose}: ${member.name}`
      const asked = await askApproval(trx, world, { kind: 'give-key', subject, payload, by })
      alone = asked.alone
      if (!alone) continue
      const taken = await takeApproved(trx, world, { id: asked.id, kind: 'give-key', by })
      // What was taken is empty in the store by now; what it carried was read before.
      if (!taken || !(await giveCopy(trx, taken.payload))) throw new Problem('conflict')
    }
    return { alone }
  })
}
