import sharp from 'sharp'
import type { TestWorld } from './world.ts'

/** A picture with a coarse pattern of its own, so that two of different seeds differ everywhere. */
export async function drawing({
  width = 640,
  height = 480,
  seed = 1,
}: {
  width?: number
  height?: number
  seed?: number
} = {}): Promise<sharp.Sharp> {
  const cells = Buffer.alloc(16 * 12 * 3)
  for (let at = 0; at < cells.length; at++) cells[at] = 60 + ((at * 7919 * seed + at * at * 31) % 180)
  const small = sharp(cells, { raw: { width: 16, height: 12, channels: 3 } })
  const large = await small.resize(width, height, { kernel: 'nearest', fit: 'fill' }).raw().toBuffer()
  return sharp(large, { raw: { width, height, channels: 3 } })
}

export type Field = [string, string | Uint8Array]

/** Sends a form with files, as a browser does from a page of ours. Bytes are files. */
export async function sendFiles(
  test: Pick<TestWorld, 'public'>,
  path: string,
  fields: readonly Field[],
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
): Promise<Response> {
  return test.public.request(path, { method: 'POST', body: formData(fields), headers })
}

export function formData(fields: readonly Field[]): FormData {
  const body = new FormData()
  for (const [name, value] of fields) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, new Blob([new Uint8Array(value)]), 'IMG_20240521_Anna.jpg')
  }
  return body
}
