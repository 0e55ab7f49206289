import type { Context } from 'hono'
import { type Form, formOf } from '../forms/form.ts'
import { Problem } from './problem.ts'

/** The largest form that is read, in bytes; the longest honest one is a tenth of it. */
export const MAX_FORM_BYTES = 256 * 1024
const DRAIN_BYTES = 32 * 1024 * 1024

/**
 * Reads an `application/x-www-form-urlencoded` body. Throws Problem 'too-large' past MAX_FORM_BYTES (after
 * reading on for a while, so that the sender gets to see the answer) and 'invalid' for another type.
 */
export async function readForm(c: Context): Promise<Form> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    await drain(c.req.raw.body, 0)
    throw new Problem('invalid')
  }
  return formOf(new URLSearchParams((await readBody(c)).toString('utf8')))
}

/** Reads a small JSON body, for scripts of ours; anything else is Problem 'invalid'. */
export async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse((await readBody(c)).toString('utf8'))
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('invalid')
  }
}

async function readBody(c: Context): Promise<Buffer> {
  const body = c.req.raw.body
  if (!body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size <= MAX_FORM_BYTES) chunks.push(value)
    if (size > DRAIN_BYTES) await reader.cancel()
  }
  if (size > MAX_FORM_BYTES) throw new Problem('too-large')
  return Buffer.concat(chunks)
}

async function drain(body: ReadableStream<Uint8Array> | null, start: number) {
  if (!body) return
  const reader = body.getReader()
  for (let size = start; ; ) {
    const { done, value } = await reader.read()
    if (done) return
    size += value.byteLength
    if (size > DRAIN_BYTES) return reader.cancel()
  }
}
