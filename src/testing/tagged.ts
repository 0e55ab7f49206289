import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { chunk } from './broken-pictures.ts'
import { drawing } from './pictures.ts'

/** What stands in every tag that takes a text. */
export const CANARY = 'Canary77'

const EXIFTOOL = join(dirname(fileURLToPath(import.meta.resolve('exiftool-vendored.pl'))), 'bin', 'exiftool')

/** Why pictures cannot be tagged here; false where they can. */
export const noExiftool = spawnSync('perl', ['-v']).error
  ? 'perl, in which exiftool is written, is not installed'
  : false

const GROUPS = {
  jpeg: ['EXIF', 'GPS', 'IPTC', 'Photoshop', 'XMP'],
  png: ['EXIF', 'GPS', 'PNG', 'XMP'],
  webp: ['EXIF', 'GPS', 'XMP'],
  avif: ['EXIF', 'GPS', 'XMP'],
} as const
export type Tagged = keyof typeof GROUPS

/**
 * A picture with a value in every tag that exiftool writes into its format, a thumbnail, a colour profile, comments and what
 * cameras put into it besides; and how many tags exiftool reads in it.
 */
export async function taggedPicture(format: Tagged): Promise<{ bytes: Buffer; tags: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-tags-'))
  try {
    const plain = (await drawing({ width: 800, height: 600 })).withIccProfile('p3')
    const file = join(folder, `picture.${format === 'jpeg' ? 'jpg' : format}`)
    writeFileSync(file, await plain.toFormat(format).toBuffer())
    const thumbnail = join(folder, 'thumbnail.jpg')
    writeFileSync(thumbnail, await sharp(readFileSync(file)).resize(160).jpeg().toBuffer())
    const lines = GROUPS[format].flatMap(group =>
      // Numbers stay where a text is refused.
      writable(group).flatMap(tag => [
        ...(group === 'XMP' ? [] : [`-${group}:${tag}=77`]),
        `-${group}:${tag}=${CANARY}`,
      ]),
    )
    const place = [
      '-GPSLatitude=53.9',
      '-GPSLongitude=27.56',
      '-GPSLatitudeRef=N',
      '-GPSLongitudeRef=E',
      '-EXIF:Orientation#=1',
    ]
    const thumb = [`-ThumbnailImage<=${thumbnail}`, `-Comment=${CANARY}`]
    const list = join(folder, 'tags')
    writeFileSync(
      list,
      [...lines, ...place, ...thumb, '-overwrite_original', '-m', '-q', '-q', file].join('\n'),
    )
    spawnSync(EXIFTOOL, ['-@', list], { stdio: 'ignore', timeout: 120_000 })
    const bytes = withMore(format, readFileSync(file))
    writeFileSync(file, bytes)
    return { bytes, tags: readTags(new Map([[format, bytes]])).get(format)!.length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All that exiftool reads in some files, known and unknown: for each the names of its tags, 'Group:Tag'. */
export function readTags(files: ReadonlyMap<string, Uint8Array>): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-tags-'))
  try {
    const names = [...files.keys()]
    const paths = names.map((name, at) => {
      const path = join(folder, `${at}`)
      writeFileSync(path, files.get(name)!)
      return path
    })
    const text = execFileSync(EXIFTOOL, ['-j', '-a', '-u', '-U', '-ee3', '-G1', ...paths], {
      maxBuffer: 256 * 1024 * 1024,
      encoding: 'utf8',
    })
    const found = JSON.parse(text) as { SourceFile: string }[]
    return new Map(found.map(each => [names[Number(basename(each.SourceFile))]!, Object.keys(each)]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const names = new Map<string, string[]>()

function writable(group: string): string[] {
  const known = names.get(group)
  if (known) return known
  const text = execFileSync(EXIFTOOL, ['-listw', `-${group}:all`], { encoding: 'utf8' })
  const found = text.split('\n').slice(1).join(' ').split(/\s+/).filter(Boolean)
  names.set(group, found)
  return found
}

/** What exiftool does not write: segments and chunks of other programs, notes of makers, and what comes after the picture. */
function withMore(format: Tagged, bytes: Buffer): Buffer {
  const note = Buffer.from(`${CANARY} of the maker`)
  if (format === 'jpeg') {
    const segments = Array.from({ length: 15 }, (_, at) => segment(0xe1 + at, note))
    const more = [segment(0xe1, exifWithMakerNote(note)), ...segments, segment(0xfe, note)]
    // A second picture of its own after the first, as phones write it.
    return Buffer.concat([bytes.subarray(0, 2), ...more, bytes.subarray(2), bytes])
  }
  if (format === 'png')
    return Buffer.concat([
      bytes.subarray(0, 33),
      chunk('caNb', note),
      chunk('tEXt', Buffer.from(`Author\0${CANARY}`)),
      bytes.subarray(33),
    ])
  if (format === 'webp') {
    const head = Buffer.alloc(8)
    head.write('CANA', 'latin1')
    head.writeUInt32LE(note.length, 4)
    const padding = Buffer.alloc(note.length % 2)
    const whole = Buffer.concat([bytes, head, note, padding])
    whole.writeUInt32LE(whole.length - 8, 4)
    return whole
  }
  const free = Buffer.alloc(8)
  free.writeUInt32BE(8 + note.length)
  free.write('free', 4, 'latin1')
  return Buffer.concat([bytes, free, note])
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** EXIF (TIFF 6.0, big-endian) with nothing but a maker's note, tag 0x927c of the Exif IFD. */
function exifWithMakerNote(note: Buffer): Buffer {
  const tiff = Buffer.alloc(44)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  writeEntry(tiff, 10, { tag: 0x8769, type: 4, count: 1, value: 26 })
  tiff.writeUInt16BE(1, 26)
  writeEntry(tiff, 28, { tag: 0x927c, type: 7, count: note.length, value: 44 })
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, note])
}

function writeEntry(
  tiff: Buffer,
  at: number,
  { tag, type, count, value }: { tag: number; type: number; count: number; value: number },
): void {
  tiff.writeUInt16BE(tag, at)
  tiff.writeUInt16BE(type, at + 2)
  tiff.writeUInt32BE(count, at + 4)
  tiff.writeUInt32BE(value, at + 8)
}
