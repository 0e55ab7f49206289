import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** A PNG of two colours that says it is of some size, and holds hardly anything. */
export function pngBomb(width = 20_000, height = 20_000): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** The same JPEG with another size in its header. */
export function resizedJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg)
  for (let at = 2; at + 9 < changed.length; at += 2 + changed.readUInt16BE(at + 2)) {
    const marker = changed[at + 1]!
    if (marker === 0xda) break
    if (marker < 0xc0 || marker > 0xc2) continue
    changed.writeUInt16BE(height, at + 5)
    changed.writeUInt16BE(width, at + 7)
  }
  return changed
}

/** The same WebP (VP8X or VP8L or VP8) with a larger canvas in its header. */
export function resizedWebp(webp: Buffer, width: number, height: number): Buffer {
  const canvas = Buffer.alloc(18)
  canvas.write('VP8X', 'latin1')
  canvas.writeUInt32LE(10, 4)
  canvas.writeUIntLE(width - 1, 12, 3)
  canvas.writeUIntLE(height - 1, 15, 3)
  const changed = Buffer.concat([webp.subarray(0, 12), canvas, webp.subarray(12)])
  changed.writeUInt32LE(changed.length - 8, 4)
  return changed
}

/** The same AVIF with another size in each of its 'ispe'. */
export function resizedAvif(avif: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(avif)
  for (let at = changed.indexOf('ispe'); at >= 0; at = changed.indexOf('ispe', at + 4)) {
    changed.writeUInt32BE(width, at + 8)
    changed.writeUInt32BE(height, at + 12)
  }
  return changed
}

/** A ZIP archive with one file. */
export function zip(name: string, text: string): Buffer {
  const body = Buffer.from(text)
  const packed = deflateRawSync(body)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(body), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(body.length, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

/** A still HEIC of 640 × 480: blue in the corner above on the left, red elsewhere. */
export const HEIC = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAGlAAEAAAAAAAABfwACAAAAAAMkAAEAAAAAAAABFgAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAAwGlwcnAAAACiaXBjbwAAAHZodmNDAQNwAAAAAAAAAAAAWvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAWroCQCEAAQApQgEBA3AAAAMAkAAAAwAAAwBaoAUCAeFlupJKa5sCAAADAAIAAAMAAhAiAAEAB0QBwXKwYkAAAAAUaXNwZQAAAAAAAAKAAAAB4AAAABBwaXhpAAAAAAMICAgAAAAWaXBtYQAAAAAAAAABAAEDgQKDAAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAKdbWRhdAAAAXsoAa8JxAhQhRsaGhoagCM2oj///IWUZH+Wu7//wAEQU/8VU1Ezl5eV+E+zuGIYYlean88pTmwoSYeJwQMGJbbS8UbxwvYet8nqp7h0wmp0AATAACIABGQBBgAAAwDXgEpYQX6oea1pnSZHoCa8dd1OYqKXyfLF/BMlUi0RN6e1F4ZwUOjtjC3t3Nf9dMvmduPrCAASwdEZID6tHb9C/oSO5Cn0AqhrpoSox6V9//c39ppYQPB/5gT9uPzJwpbfPLt47h1uaVv45mBqSLaVoDfJmYp19vfgAAfwABigAfgAXwAtgFjA2sAABkgACRAAeoADsAEIAAADAAADAAADAAAPOJ2AA1wAYQAaAAADAAADAAADAAADAAADAAApYI2AIUAAAAMAAAMAAAMAAAMAAAMAAAMAAAMCsgAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwABswAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAjoAAAAwAAAwAAAwAAAwJ6AAAAAElJKgAIAAAACAAQAQIADwAAAH4AAAASAQMAAQAAAAEAAAAaAQUAAQAAAG4AAAAbAQUAAQAAAHYAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAABphwQAAQAAAI4AAAAliAQAAQAAANwAAAAAAAAAOGMAAOgDAAA4YwAA6AMAAENhbmFyeVBob25lIDc3AAAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAAMDEwMAGgAwABAAAA//8AAAKgBAABAAAAgAIAAAOgBAABAAAA4AEAAAAAAAACAAEAAgACAAAATgAAAAIABQADAAAA+gAAAAAAAAA1AAAAAQAAADYAAAABAAAAAAAAAAEAAAA=',
  'base64',
)
