import { randomBytes, randomInt } from 'node:crypto'
import type { Canaries, Canary } from './canary.ts'

/** A file as a form sends it. */
export type FileSent = { name: string; type: string; bytes: Buffer }

const BLOCKS = 16
/** How wide and high it is, in pixels. */
export const SIDE = BLOCKS * 8

/**
 * A small JPEG (ITU T.81, baseline, grey) that any program opens, with canaries in its name, EXIF (artist, description,
 * place), XMP, comment and pixels; `how` ends what is told of each. Those of the pixels are bytes of this very file: a picture that was coded anew has others.
 */
export function makePicture(
  canaries: Canaries,
  { from, clear }: Pick<Canary, 'from' | 'clear'>,
  how = '',
): FileSent {
  const said = (what: string) => ({ from: `${from}: ${what}${how}`, clear })
  const made = (family: 'names' | 'e-mails' | 'texts', what: string) => canaries.make(family, said(what))
  const place = randomBytes(24)
  canaries.watch('towns', place.toString('hex'), { ...said('place in EXIF'), raw: place })
  const scan = scanOf()
  const pixels = scan.subarray(40, 72)
  canaries.watch('tokens', pixels.toString('hex'), { ...said('pixels'), raw: pixels })
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>${made('e-mails', 'XMP')}</dc:creator></x:xmpmeta>`
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exifOf({ artist: made('names', 'EXIF'), description: made('texts', 'EXIF'), place })),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
    segment(0xfe, Buffer.from(made('texts', 'comment'))),
    ...tables(),
    scan,
    Buffer.from([0xff, 0xd9]),
  ])
  return { name: `${made('texts', 'name of the file')}.jpg`, type: 'image/jpeg', bytes }
}

function segment(marker: number, content: Buffer): Buffer {
  const size = content.length + 2
  return Buffer.concat([Buffer.from([0xff, marker, size >> 8, size & 255]), content])
}

/** Quantisation by one, 8-bit grey, and codes of one bit: blocks have a mean of eight bits, and nothing else. */
function tables(): Buffer[] {
  const oneCode = (kind: number, symbol: number) =>
    Buffer.from([kind, 1, ...Array<number>(15).fill(0), symbol])
  return [
    segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
    segment(0xc0, Buffer.from([8, SIDE >> 8, SIDE & 255, SIDE >> 8, SIDE & 255, 1, 1, 0x11, 0])),
    segment(0xc4, oneCode(0x00, 8)),
    segment(0xc4, oneCode(0x10, 0)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  ]
}

/** Random means; each differs from the one before it up and down in turn, so that none leaves its range. */
function scanOf(): Buffer {
  let bits = ''
  for (let block = 0; block < BLOCKS * BLOCKS; block++) {
    const size = randomInt(128)
    bits += `0${block % 2}${(block % 2 ? size : 127 - size).toString(2).padStart(7, '0')}0`
  }
  const bytes = bits.match(/.{8}/g)!.map(eight => Number.parseInt(eight, 2))
  return Buffer.from(bytes.flatMap(byte => (byte === 0xff ? [byte, 0] : [byte])))
}

type Entry = { tag: number; type: 2 | 4 | 5; count: number; value: Buffer }

/** EXIF (CIPA DC-008) as TIFF, little end first. */
function exifOf({
  artist,
  description,
  place,
}: {
  artist: string
  description: string
  place: Buffer
}): Buffer {
  const text = (tag: number, said: string): Entry => {
    const value = Buffer.from(`${said}\0`)
    return { tag, type: 2, count: value.length, value }
  }
  const first = [text(0x010e, description), text(0x013b, artist)]
  const link = Buffer.alloc(4)
  const at = 8 + lengthOf([...first, { tag: 0, type: 4, count: 1, value: link }])
  link.writeUInt32LE(at)
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])
  const directory = directoryOf([...first, { tag: 0x8825, type: 4, count: 1, value: link }], 8)
  const gps = directoryOf([text(1, 'N'), { tag: 2, type: 5, count: 3, value: place }], at)
  return Buffer.concat([Buffer.from('Exif\0\0'), head, directory, gps])
}

function lengthOf(entries: readonly Entry[]): number {
  return entries.reduce(
    (sum, { value }) => sum + (value.length > 4 ? value.length : 0),
    6 + entries.length * 12,
  )
}

function directoryOf(entries: readonly Entry[], at: number): Buffer {
  const head = Buffer.alloc(6 + entries.length * 12)
  head.writeUInt16LE(entries.length)
  const rest: Buffer[] = []
  let next = at + head.length
  for (const [index, { tag, type, count, value }] of entries.entries()) {
    const place = 2 + index * 12
    head.writeUInt16LE(tag, place)
    head.writeUInt16LE(type, place + 2)
    head.writeUInt32LE(count, place + 4)
    if (value.length <= 4) value.copy(head, place + 8)
    else {
      head.writeUInt32LE(next, place + 8)
      rest.push(value)
      next += value.length
    }
  }
  return Buffer.concat([head, ...rest])
}
