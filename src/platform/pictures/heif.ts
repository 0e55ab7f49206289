import { found, type Inspected, nameAt, refuse } from './container.ts'

const AVIF = ['avif']
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']
const MOVING = ['avis', 'msf1', 'hevc', 'hevx']
/** What may stand at the outermost level of a still picture, and what phones put there. */
const KNOWN = ['ftyp', 'meta', 'mdat', 'free', 'skip', 'uuid', 'mpvd', 'sefd', 'moov', 'moof', 'wide', 'mfra']
/** So many boxes are looked at; a picture of a grid has some hundred. */
const MAX_BOXES = 5000

type Part = { name: string; from: number; to: number }

/** Reads the boxes of an AVIF or HEIC (ISO/IEC 14496-12, 23008-12): the largest size that any says, and the end. */
export function inspectHeif(bytes: Buffer): Inspected {
  const outer = partsOf(bytes, 0, bytes.length)
  const head = outer[0]
  if (head?.name !== 'ftyp') return refuse('broken')
  const brands = brandsOf(bytes, head)
  const isAvif = AVIF.some(brand => brands.includes(brand))
  const isHeic = !isAvif && HEIC.some(brand => brands.includes(brand))
  if (MOVING.includes(brands[0]!)) return refuse('moving')
  if (!isAvif && !isHeic) return refuse('type')
  const past = outer.findIndex(({ name }) => !KNOWN.includes(name))
  const known = past < 0 ? outer : outer.slice(0, past)
  const meta = known.find(({ name }) => name === 'meta')
  const size = meta && sizeIn(bytes, meta)
  if (!size) return refuse('broken')
  const end = known.at(-1)!.to
  return end > bytes.length ? refuse('broken') : found({ type: isAvif ? 'avif' : 'heic', ...size, end })
}

function brandsOf(bytes: Buffer, { from, to }: Part): string[] {
  const brands = [nameAt(bytes, from)]
  for (let at = from + 8; at + 4 <= Math.min(to, bytes.length); at += 4) brands.push(nameAt(bytes, at))
  return brands
}

/** 'meta' holds 'iprp' holds 'ipco', which holds properties of all pictures. */
function propertiesIn(bytes: Buffer, meta: Part): Part[] {
  const inside = (part: Part | undefined, name: string, skip = 0) =>
    part && partsOf(bytes, part.from + skip, part.to).find(inner => inner.name === name)
  const properties = inside(inside(meta, 'iprp', 4), 'ipco')
  return properties ? partsOf(bytes, properties.from, properties.to) : []
}

/** One 'ispe' for each picture, of which a grid is one. */
function sizeIn(bytes: Buffer, meta: Part): { width: number; height: number } | null {
  let size: { width: number; height: number } | null = null
  for (const { name, from, to } of propertiesIn(bytes, meta)) {
    if (name !== 'ispe' || to - from < 12 || to > bytes.length) continue
    const [width, height] = [bytes.readUInt32BE(from + 4), bytes.readUInt32BE(from + 8)]
    if (!size || width * height > size.width * size.height) size = { width, height }
  }
  return size
}

/** The colour profile (ICC) of a HEIC or AVIF; null when it has none. */
export function profileOf(bytes: Buffer): Buffer | null {
  const meta = partsOf(bytes, 0, bytes.length).find(({ name }) => name === 'meta')
  const colours =
    meta &&
    propertiesIn(bytes, meta).find(({ name, from }) => name === 'colr' && nameAt(bytes, from) === 'prof')
  return colours ? bytes.subarray(colours.from + 4, colours.to) : null
}

// Where the last box says that it is longer than the file, its end says so.
function partsOf(bytes: Buffer, start: number, stop: number): Part[] {
  const parts: Part[] = []
  for (let at = start; at + 8 <= stop && at + 8 <= bytes.length && parts.length < MAX_BOXES; ) {
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1 && at + 16 <= bytes.length
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? stop - at : short
    if (length < (isLong ? 16 : 8)) break
    parts.push({ name: nameAt(bytes, at + 4), from: at + (isLong ? 16 : 8), to: at + length })
    at += length
  }
  return parts
}
