import qrcode from 'qrcode'
import { make } from '../../unlocking.ts'

type Sheet = {
  number: number
  words: string
  /** Words over the public half of the recovery key: sheets that belong together say the same. */
  key: string
  organisation: string
  address: string
  say: (name: string) => string
}

const SVG = 'http://www.w3.org/2000/svg'
const QUIET = 4

/** A recovery sheet: its words to be typed, and the same words as a QR code. */
export function sheetOf({ number, words, key, organisation, address, say }: Sheet): HTMLElement {
  const title = say('sheet-title').replace('{sheet}', String(number)).replace('{organisation}', organisation)
  const list = make('ol', { className: 'sheet-words', translate: false, lang: 'en' })
  list.append(...words.split(' ').map(word => make('li', {}, word)))
  return make(
    'section',
    { className: 'sheet' },
    make('h2', {}, title),
    make('p', {}, address),
    make('p', {}, say('sheet-text')),
    list,
    qrOf(words, say('sheet-qr')),
    make('p', {}, say('sheet-key'), ' ', make('code', { translate: false, lang: 'en' }, key)),
  )
}

/** A QR code (ISO/IEC 18004, level M) as SVG elements, black on white in light and dark alike. */
function qrOf(text: string, label: string): SVGElement {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const cells = Array.from({ length: modules.size ** 2 }, (_, at) => {
    const [x, y] = [at % modules.size, Math.floor(at / modules.size)]
    return modules.get(y, x) ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''
  })
  const svg = shape('svg', {
    class: 'sheet-qr',
    role: 'img',
    'aria-label': label,
    viewBox: `0 0 ${size} ${size}`,
    width: '232',
    height: '232',
    'shape-rendering': 'crispEdges',
  })
  svg.append(
    shape('path', { fill: '#fff', d: `M0 0h${size}v${size}H0z` }),
    shape('path', { fill: '#000', d: cells.join('') }),
  )
  return svg
}

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
