/*
 * A file that is a picture and something else as well. Nothing of it would be left, since every picture is drawn anew from
 * its pixels; whoever sends such a file is told so nevertheless. Refused are:
 * - a ZIP archive: its end of central directory (APPNOTE 4.3.16) in the last 64 KB, reaching exactly to the end;
 * - a PDF: '%PDF-' among the first 1024 bytes, where readers look for it, or after the picture;
 * - anything after the end of the picture, but zeros and spaces, and what cameras put there: a second JPEG (the gain map
 *   and preview of multi-picture files), a short film (motion photos), blocks that end with 'SEFT' (Samsung).
 */

const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')
const SEFT = Buffer.from('SEFT', 'latin1')
const PDF = Buffer.from('%PDF-', 'latin1')
const MAX_COMMENT = 65_535
const BLANK = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20])

/** Whether bytes whose picture ends before `end` are another file as well. */
export function isPolyglot(bytes: Buffer, end: number): boolean {
  if (bytes.subarray(0, 1024).includes(PDF) || isZip(bytes)) return true
  let from = end
  while (from < bytes.length && BLANK.has(bytes[from]!)) from += 1
  const rest = bytes.subarray(from)
  return rest.length > 0 && !isOfCamera(rest)
}

function isZip(bytes: Buffer): boolean {
  const first = Math.max(0, bytes.length - MAX_COMMENT - 22)
  for (let at = bytes.indexOf(ZIP_END, first); at >= 0; at = bytes.indexOf(ZIP_END, at + 1))
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true
  return false
}

function isOfCamera(rest: Buffer): boolean {
  if (rest.includes(PDF)) return false
  const isJpeg = rest[0] === 0xff && rest[1] === 0xd8 && rest[2] === 0xff
  // Its length stands before it, whose zeros were taken for blanks.
  const isFilm = rest.toString('latin1', 0, 8).includes('ftyp')
  return isJpeg || isFilm || rest.subarray(-4).equals(SEFT)
}
