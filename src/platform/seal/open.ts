import { armor, Decrypter } from 'age-encryption'
import { allowPlainHttp } from './plain-http.ts'

/**
 * The content of an age file, armoured or not, that one of these opens: 'AGE-SECRET-KEY-1…', or the passphrase of a
 * file that was sealed with one. Throws where none does, or a single bit was changed.
 */
export async function openAge(identities: readonly string[], file: Uint8Array): Promise<Uint8Array> {
  allowPlainHttp()
  const decrypter = new Decrypter()
  for (const identity of identities)
    if (/^AGE-SECRET-KEY-(PQ-)?1/.test(identity)) decrypter.addIdentity(identity)
    else decrypter.addPassphrase(identity)
  return decrypter.decrypt(isArmoured(file) ? armor.decode(new TextDecoder().decode(file)) : file)
}

function isArmoured(file: Uint8Array): boolean {
  return /^\s*-----BEGIN AGE/.test(new TextDecoder('latin1').decode(file.subarray(0, 1024)))
}
