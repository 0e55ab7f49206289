import { CARD } from './size.ts'
import { breakLines, textAt, toPng } from './type.ts'

/** What stands on a card image; all of it may be left empty but the title. */
export type Card = {
  /** The day as a large numeral, and the month and the weekday below. */
  day: { number: string; words: string } | null
  title: string
  /** Time and place, each in a line. */
  lines: readonly string[]
  /** Who publishes it. */
  foot: string
}

const LEFT = 72
const BESIDE = 330
const COLOURS = { paper: '#fbfaf7', ink: '#16140f', quiet: '#625d52', red: '#b4121b', tag: '#f4c400' }

/** A card image, 1200 × 630, as PNG without metadata: the day in the margin, the title beside it. */
export function drawCard({ day, title, lines, foot }: Card): Buffer {
  const x = day ? BESIDE : LEFT
  const width = CARD.width - x - LEFT
  const size = title.length > 90 ? 48 : 62
  const head = breakLines(title, { face: 'Literata', size, width, most: 4 })
  const below = lines
    .flatMap(line =>
      breakLines(line, { face: 'Golos Text', size: 30, width, most: lines.length > 1 ? 2 : 4 }),
    )
    .slice(0, 4)
  const first = 92 + size
  const afterHead = first + (head.length - 1) * size * 1.16
  const pieces = [
    `<rect width="${CARD.width}" height="${CARD.height}" fill="${COLOURS.paper}"/>`,
    `<rect width="${CARD.width}" height="18" fill="${COLOURS.tag}"/>`,
    day && textAt(day.number, { x: LEFT - 6, y: 216, face: 'Literata', size: 184, fill: COLOURS.red }),
    ...(day
      ? breakLines(day.words, { face: 'Golos Text', size: 28, width: BESIDE - LEFT - 20, most: 3 }).map(
          (line, index) =>
            textAt(line, { x: LEFT, y: 270 + index * 36, face: 'Golos Text', size: 28, fill: COLOURS.quiet }),
        )
      : []),
    ...head.map((line, index) =>
      textAt(line, { x, y: first + index * size * 1.16, face: 'Literata', size, fill: COLOURS.ink }),
    ),
    ...below.map((line, index) =>
      textAt(line, { x, y: afterHead + 60 + index * 42, face: 'Golos Text', size: 30, fill: COLOURS.ink }),
    ),
    ...breakLines(foot, { face: 'Golos Text', size: 24, width: CARD.width - 2 * LEFT, most: 3 })
      .toReversed()
      .map((line, index) =>
        textAt(line, { x: LEFT, y: 584 - index * 32, face: 'Golos Text', size: 24, fill: COLOURS.quiet }),
      ),
  ]
  return toPng(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" xml:space="preserve">${pieces.filter(Boolean).join('')}</svg>`,
  )
}
