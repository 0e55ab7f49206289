import sharp, { type Sharp } from 'sharp'
import type { Box } from '#platform/pictures/box.ts'
import type { SignedIn } from './member.ts'
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
} = {}): Promise<Sharp> {
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

/** Sends a form with files to the desk, with cookie and token. */
export async function sendFilesAs(
  { desk }: Pick<TestWorld, 'desk'>,
  member: SignedIn,
  path: string,
  fields: readonly Field[],
): Promise<Response> {
  const body = formData([['token', member.token()], ...fields])
  return desk.request(path, { method: 'POST', body, headers: { cookie: member.cookie } })
}

/** How far the colours in a part of a picture lie apart, 0 where it is flat. */
export async function spread(bytes: Uint8Array, box: Box): Promise<number> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const least = [255, 255, 255]
  const most = [0, 0, 0]
  for (let y = Math.ceil(box.y * info.height); y < Math.floor((box.y + box.height) * info.height); y++)
    for (let x = Math.ceil(box.x * info.width); x < Math.floor((box.x + box.width) * info.width); x++)
      for (let channel = 0; channel < 3; channel++) {
        const value = data[(y * info.width + x) * info.channels + channel]!
        least[channel] = Math.min(least[channel]!, value)
        most[channel] = Math.max(most[channel]!, value)
      }
  return Math.max(...most.map((value, channel) => value - least[channel]!))
}
