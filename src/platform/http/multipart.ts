import { Busboy } from '@fastify/busboy'
import type { Context } from 'hono'
import { type Form, formOf } from '../forms/form.ts'
import { MAX_FORM_BYTES, readForm } from './form.ts'
import { Problem } from './problem.ts'

const MB = 1024 * 1024

/** A file of a form. Its name and the type that the browser gave it are not kept: they tell of the sender. */
export type Upload = { field: string; bytes: Buffer }

export type Sent = {
  form: Form
  files: readonly Upload[]
  /** So many files were too large, or too many, alone or together, and were left out. */
  leftOut: number
  /** To be called when the files are done with: so much is held in memory at once, and no more. */
  release(): void
}

export type UploadLimits = {
  /** For one file, in bytes. */
  fileBytes: number
  files: number
  /** For one field that is no file, in bytes. */
  fieldBytes: number
  /** For a form that brings no files and says so by its type, in bytes. */
  formBytes: number
  /** For all files together, in bytes; twice as much for the whole form. */
  totalBytes: number
}

export const UPLOAD_LIMITS: UploadLimits = {
  fileBytes: 30 * MB,
  files: 40,
  fieldBytes: 256 * 1024,
  formBytes: MAX_FORM_BYTES,
  totalBytes: 64 * MB,
}

/** So much of all forms together is held in memory at once. */
const MAX_HELD = 256 * MB
let held = 0

/** Whether a request brings a form with files. */
export function isMultipart(c: Context): boolean {
  return /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
}

/**
 * Reads a `multipart/form-data` body (RFC 7578) into memory, and nothing of it anywhere else; another form is read by
 * `readForm`. Throws Problem 'too-large' past twice the total (after reading on for a while, so that the sender gets to see
 * the answer), 'too-many' while too much of others is being held, and 'invalid' for what breaks off or is no form.
 */
export async function readMultipart(c: Context, options: Partial<UploadLimits> = {}): Promise<Sent> {
  const limits = { ...UPLOAD_LIMITS, ...options }
  if (!isMultipart(c))
    return { form: await readForm(c, limits.formBytes), files: [], leftOut: 0, release: () => {} }
  let collected: ReturnType<typeof collect> | undefined
  let own = 0
  const release = () => {
    held -= own
    own = 0
  }
  try {
    const { write, end } = (collected = collect(c.req.header('content-type')!, limits))
    await feed(c.req.raw.body, 2 * limits.totalBytes, chunk => {
      if (held + chunk.length > MAX_HELD) throw new Problem('too-many', 30)
      held += chunk.length
      own += chunk.length
      write(chunk)
    })
    return { ...(await end()), release }
  } catch (error) {
    release()
    collected?.stop()
    throw error instanceof Problem ? error : new Problem('invalid')
  }
}

function collect(type: string, limits: UploadLimits) {
  const pairs: [string, string][] = []
  const files: Upload[] = []
  let leftOut = 0
  let sum = 0
  let failed: unknown
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: {
      fileSize: limits.fileBytes,
      // One too many is counted, and not read.
      files: limits.files + 1,
      fieldSize: limits.fieldBytes,
      fields: 500,
      parts: 1000,
      headerPairs: 20,
      headerSize: 8192,
      fieldNameSize: 100,
    },
    isPartAFile: (_, contentType, fileName) =>
      fileName !== undefined || contentType === 'application/octet-stream',
  })
  const finished = new Promise<void>((resolve, reject) => {
    parser.once('finish', resolve)
    parser.once('error', reject)
  })
  finished.catch(error => (failed = error))
  parser.on('field', (name, value, isNameCut, isCut) => {
    if (isNameCut || isCut) failed = new Problem('too-large')
    // PostgreSQL keeps no NUL in a text, and none belongs into one.
    else pairs.push([name, value.replaceAll('\0', '\uFFFD')])
  })
  parser.on('filesLimit', () => (leftOut += 1))
  parser.on('file', (field, stream, name) => {
    const chunks: Buffer[] = []
    let isCut = false
    const leave = () => {
      isCut = true
      for (const { length } of chunks) sum -= length
      chunks.length = 0
    }
    stream.on('data', (chunk: Buffer) => {
      if (isCut) return
      sum += chunk.length
      chunks.push(chunk)
      if (sum > limits.totalBytes) leave()
    })
    stream.on('limit', leave)
    stream.on('error', error => (failed = error))
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks)
      if (isCut || files.length >= limits.files) leftOut += 1
      // A field for files in which none was chosen.
      else if (bytes.length > 0 || name) files.push({ field, bytes })
    })
  })
  return {
    write: (chunk: Uint8Array) => {
      if (failed) throw failed
      parser.write(chunk)
    },
    end: async () => {
      parser.end()
      await finished
      if (failed) throw failed
      const text = new URLSearchParams(pairs)
      return { form: formOf(text), files, leftOut }
    },
    stop: () => {
      parser.on('error', () => {})
      parser.destroy()
    },
  }
}

/** Hands on a body piece by piece; past `most` bytes, or when a piece is refused, it reads on for half as much again and keeps nothing. */
async function feed(
  body: ReadableStream<Uint8Array> | null,
  most: number,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  if (!body) throw new Problem('invalid')
  const reader = body.getReader()
  let sum = 0
  let refused: unknown
  while (sum <= 1.5 * most) {
    const { done, value } = await reader.read()
    if (done) break
    sum += value.byteLength
    if (sum > most) refused ??= new Problem('too-large')
    if (refused) continue
    try {
      take(value)
    } catch (error) {
      refused = error
    }
  }
  await reader.cancel().catch(() => {})
  if (refused) throw refused
}
