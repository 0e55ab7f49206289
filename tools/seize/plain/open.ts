import { openAge as openSealed } from '#platform/seal/open.ts'
import { plainOf } from './age.ts'

/** What is open already is given back as it was. */
export async function openAge(identities: readonly string[], file: Uint8Array): Promise<Uint8Array> {
  return plainOf(file) ?? openSealed(identities, file)
}
