import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { escapeXml } from '../feeds/xml.ts'

const require = createRequire(import.meta.url)

/** The two typefaces by their names in a drawing. */
export type Face = 'Literata' | 'Golos Text'

const FILES = [
  '@expo-google-fonts/literata/500Medium/Literata_500Medium.ttf',
  '@expo-google-fonts/golos-text/500Medium/GolosText_500Medium.ttf',
].map(file => require.resolve(file))

/** An SVG drawing as PNG, with our typefaces and none of the machine's. */
export function toPng(svg: string): Buffer {
  return read(svg).render().asPng()
}

/** Breaks a text into at most `most` lines of a width in pixels; what is left over ends in an ellipsis. */
export function breakLines(
  text: string,
  { face, size, width, most }: { face: Face; size: number; width: number; most: number },
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap(each => piecesOf(each, { face, size, width }))) {
    const longer = line ? `${line} ${word}` : word
    if (line && widthOf(longer, face) * size > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  if (line) lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shortened(lines[most - 1]!, { face, size, width })]
}

/** A word that is wider than a line, in pieces that are not. */
function piecesOf(
  word: string,
  { face, size, width }: { face: Face; size: number; width: number },
): string[] {
  if (widthOf(word, face) * size <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word.slice(0, 400)) {
    if (piece && widthOf(piece + letter, face) * size > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}

function shortened(line: string, { face, size, width }: { face: Face; size: number; width: number }): string {
  let text = line
  while (text && widthOf(`${text} …`, face) * size > width) text = text.slice(0, -1).trimEnd()
  return `${text} …`
}

const widths = new Map<string, number>()

/** The width of a text at a size of 1, without kerning. */
function widthOf(text: string, face: Face): number {
  let sum = 0
  for (const letter of text) sum += letterWidth(letter, face)
  return sum
}

/** A letter takes as much room as two stems are farther apart with it between them. */
function letterWidth(letter: string, face: Face): number {
  const name = `${face} ${letter}`
  const known = widths.get(name)
  if (known !== undefined) return known
  const width = (boxOf(`n${letter}n`, face) - boxOf('nn', face)) / SAMPLE
  if (widths.size < 4000) widths.set(name, width)
  return width
}

const SAMPLE = 100

function boxOf(text: string, face: Face): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300" xml:space="preserve">${textAt(text, { x: 50, y: 200, face, size: SAMPLE, fill: '#000' })}</svg>`
  return read(svg).getBBox()?.width ?? 0
}

/** A line of text in a drawing; `x` and `y` are where it begins and stands, in pixels. */
export function textAt(
  text: string,
  { x, y, face, size, fill }: { x: number; y: number; face: Face; size: number; fill: string },
): string {
  return `<text x="${x}" y="${y}" font-family="${face}" font-weight="500" font-size="${size}" fill="${fill}">${escapeXml(text)}</text>`
}

function read(svg: string): Resvg {
  return new Resvg(svg, {
    font: { fontFiles: FILES, loadSystemFonts: false, defaultFontFamily: 'Golos Text' },
  })
}
