import { type Inspected, nameAt, refuse } from './container.ts'
import { inspectHeif } from './heif.ts'
import { inspectJpeg } from './jpeg.ts'
import { inspectPng } from './png.ts'
import { isPolyglot } from './polyglot.ts'
import { inspectWebp } from './webp.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

/** What bytes are, by their content alone, without decoding anything. */
export function inspectPicture(bytes: Buffer): Inspected {
  const inspected = inspect(bytes)
  if (inspected.ok && isPolyglot(bytes, inspected.value.end)) return refuse('polyglot')
  return inspected
}

function inspect(bytes: Buffer): Inspected {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return inspectJpeg(bytes)
  if (bytes.subarray(0, 8).equals(PNG)) return inspectPng(bytes)
  if (nameAt(bytes, 0) === 'RIFF' && nameAt(bytes, 8) === 'WEBP') return inspectWebp(bytes)
  if (nameAt(bytes, 4) === 'ftyp') return inspectHeif(bytes)
  const text = bytes.toString('latin1', 0, 4096)
  return refuse(/<svg[\s>]|<!DOCTYPE\s+svg/i.test(text) ? 'svg' : 'type')
}
