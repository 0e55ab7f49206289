import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import { adviceError } from '../log/advice.ts'

const MAGIC = 'age-encryption.org/v1\n'

/** What comes out of `source` as an age v1 file to recipients ('age1…'), piece by piece; without any, as it is. */
export async function sealStream(source: Readable, recipients: readonly string[]): Promise<Readable> {
  if (recipients.length === 0) return source
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return fromWeb(await encrypter.encrypt(toWeb(source)))
}

/**
 * What is in a file, opened with identities ('AGE-SECRET-KEY-1…') if it is an age file. Throws advice where there is no such file
 * and where none of them opens it; a damaged one makes the stream fail.
 */
export async function openStream(file: string, identities: readonly string[]): Promise<Readable> {
  const isSealed = await isAge(file)
  const source = createReadStream(file)
  if (!isSealed) return source
  if (identities.length === 0)
    throw adviceError('The file is sealed.', 'Add --identity FILE with a key that opens it, or --sheets.')
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  try {
    return fromWeb(await decrypter.decrypt(toWeb(source)))
  } catch (error) {
    source.destroy()
    if (!/no identity matched/.test(String(error))) throw error
    throw adviceError(
      'The file is sealed to other keys.',
      'Use the key of somebody who holds the key for backups.',
    )
  }
}

/** Whether a file begins like an age file. Throws advice where there is none. */
export async function isAge(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? adviceError('There is no such file.', 'Check the name.') : error
  })
  try {
    const head = Buffer.alloc(MAGIC.length)
    await handle.read(head, 0, head.length, 0)
    return head.toString('latin1') === MAGIC
  } finally {
    await handle.close()
  }
}

function toWeb(source: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(source) as unknown as ReadableStream<Uint8Array>
}

function fromWeb(stream: unknown): Readable {
  return Readable.fromWeb(stream as WebStream)
}
