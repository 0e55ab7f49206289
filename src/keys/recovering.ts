import { base64 } from '@scure/base'
import { identityFrom } from '#platform/seal/pair.ts'
import { joinShares } from '#platform/seal/shares.ts'
import { fault, type Given } from './opener.ts'
import { openIdentity, sealIdentity } from './pairs.ts'
import type { RecoveryRing } from './ring.ts'

/**
 * Opens all keys with two recovery sheets (their words) and seals them to a member. Throws the fault 'no-sheets' where
 * they do not belong together, 'other-sheets' where they are of another recovery key than the desk's.
 */
export async function recoverKeys(
  ring: RecoveryRing,
  { sheets, recipient }: { sheets: readonly string[]; recipient: string },
): Promise<Given[]> {
  const secret = await joinShares(sheets)
  if (!secret) throw fault('no-sheets')
  const recovery = identityFrom(secret)
  if (recovery.recipient !== ring.recipient) throw fault('other-sheets')
  const given: Given[] = []
  for (const key of ring.keys) {
    const opened = openIdentity(recovery.identity, base64.decode(key.recovery), key.recipient)
    // What is damaged, or was sealed to other sheets, must not keep the others closed.
    const found = await opened.catch(() => null)
    if (found) given.push({ keyId: key.id, body: base64.encode(await sealIdentity(recipient, found)) })
  }
  return given
}
