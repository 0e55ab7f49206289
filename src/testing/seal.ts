import { randomUUID } from 'node:crypto'
import { Decrypter } from 'age-encryption'
import { endKey, insertKey, KEYS_TOPIC } from '#keys/store.ts'
import { write } from '#platform/db/database.ts'
import { newIdentity } from '#platform/seal/age.ts'
import { readRecord } from '#platform/seal/record.ts'
import type { World } from '#platform/world.ts'

/** A key of the organisation whose secret half the test has. */
export type TestKey = { id: string; identity: string; recipient: string }

/** Makes the current key of a purpose, as the desk does; one before it ends on the day of the clock. */
export async function makeKey(world: World, purpose = 'organisers'): Promise<TestKey> {
  const key = { id: randomUUID(), ...newIdentity() }
  const day = new Date(world.clock()).toISOString().slice(0, 10)
  await write(world.database, [KEYS_TOPIC], async trx => {
    await endKey(trx, { purpose, day })
    const face = { id: key.id, purpose, recipient: key.recipient, made: day, madeBy: 'test' }
    await insertKey(trx, { ...face, ended: null, due: '' }, new Uint8Array())
  })
  return key
}

/** What is in a sealed record, opened with a secret half. Throws where it is not the right one. */
export async function openRecord(
  file: Uint8Array,
  { identity }: Pick<TestKey, 'identity'>,
): Promise<unknown> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return readRecord(await decrypter.decrypt(new Uint8Array(file)))
}
