import type { Context } from 'hono'
import { type Form, formOf } from '../forms/form.ts'
import { Problem } from './problem.ts'

/**
 * The largest form that is read, in bytes. The longest that can be taken is a quarter of it; one that is too long should come
 * back filled in, not as the page that says so.
 */
export const MAX_FORM_BYTES = 512 * 1024
const DRAIN_BYTES = 32 * 1024 * 1024

/**
 * Reads an `application/x-www-form-urlencoded` body. Throws Problem 'too-large' past `most` bytes (after
 * reading on for a while, so that the sender gets to see the answer) and 'invalid' for another type.
 */
export async function readForm(c: Context, most: number = MAX_FORM_BYTES): Promise<Form> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    await takeIn(c.req.raw.body, () => {})
    throw new Problem('invalid')
  }
  // PostgreSQL keeps no NUL in a text, and none belongs into one.
  const text = (await readBody(c, most)).toString('utf8').replace(/%00|\0/g, '\uFFFD')
  return formOf(new URLSearchParams(text))
}

/** Reads a small JSON body, for scripts of ours; anything else is Problem 'invalid'. */
export async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse((await readBody(c, MAX_FORM_BYTES)).toString('utf8'))
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('invalid')
  }
}

/** Reads on past the limit, and keeps nothing of it: a browser shows the answer only when it has sent everything. */
async function readBody(c: Context, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const size = await takeIn(c.req.raw.body, (chunk, sum) => {
    if (sum <= most) chunks.push(chunk)
  })
  if (size > most) throw new Problem('too-large')
  return Buffer.concat(chunks)
}

/** Hands on a body piece by piece, with the sum of bytes so far; gives the sum. What breaks off is Problem 'invalid'. */
async function takeIn(
  body: ReadableStream<Uint8Array> | null,
  take: (chunk: Uint8Array, sum: number) => void,
): Promise<number> {
  if (!body) return 0
  const reader = body.getReader()
  let sum = 0
  try {
    while (sum <= DRAIN_BYTES) {
      const { done, value } = await reader.read()
      if (done) return sum
      sum += value.byteLength
      take(value, sum)
    }
    await reader.cancel()
  } catch {
    // The sender went away; nobody will see the answer.
    throw new Problem('invalid')
  }
  return sum
}
