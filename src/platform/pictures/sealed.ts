import { isAgeFile, sealAge } from '../seal/age.ts'
import { type Sealed, toSealed } from '../seal/sealed.ts'
import { PICTURE_SIZES, padPicture } from './pad.ts'

/** A JPEG, padded and sealed to each of these ('age1…'); null when it is larger than the largest size. */
export function sealPicture(recipients: readonly string[], jpeg: Uint8Array): Sealed<Uint8Array> | null {
  const padded = padPicture(jpeg)
  return padded && toSealed(sealAge(recipients, padded))
}

/** What a browser sealed: null when it is not an age file to one X25519 recipient with exactly one of the sizes in it. */
export function readSealedPicture(file: Uint8Array): Sealed<Uint8Array> | null {
  return PICTURE_SIZES.some(size => isAgeFile(file, size)) ? toSealed(file) : null
}
