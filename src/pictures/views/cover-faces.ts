import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { SealKey } from '#sealed/field.ts'
import { KIND, LIMIT } from '#sealed/record.ts'
import { WORDS } from './covering/words.ts'

/** The island of a page with coverFaces; none while there is no key. The page has to allow `c.set('opens', true)`. */
export function coverIslands(key: SealKey | null): string[] {
  return key ? ['cover-faces'] : []
}

/**
 * Puts the form for pictures into the element that finds faces, covers and seals in the browser; without scripts it is the
 * form alone. `own`: a member's own pictures, covered and not sealed; `after` is where they are shown.
 */
export function coverFaces(
  page: Page,
  { key, body, own }: { key: SealKey | null; body: Html; own?: { after: string } },
): Html {
  if (!key) return body
  const told = {
    'data-recipient': key.recipient,
    'data-key': key.id,
    'data-size': KIND.consent.size,
    'data-limit': LIMIT.consent,
    'data-long': page.t('sealed.too-long', { limit: LIMIT.consent }),
    'data-after': own && link(page, own.after),
    ...coverData(page),
  }
  return html`<cover-faces${attrs(told)}>${body}</cover-faces>`
}

/** Where an element that covers finds its code, what looks for faces, and its words. */
export function coverData(page: Page): Record<string, string> {
  const asset = (name: string) => link(page, page.asset(name))
  const files = {
    simd: asset('faces-simd.wasm'),
    ssd: asset('faces-ssd.bin'),
    tiny: asset('faces-tiny.bin'),
  }
  return {
    'data-code': asset('sealing.js'),
    'data-finder': asset('face-finder.js'),
    'data-files': JSON.stringify(files),
    'data-heic': asset('heic-reader.js'),
    'data-heic-engine': asset('heic.wasm'),
    'data-words': JSON.stringify(Object.fromEntries(WORDS.map(name => [name, wordOf(page, name)]))),
  }
}

/** Braces stay: the element fills them in. */
function wordOf({ t }: Page, name: string): string {
  const kept = ['number', 'count', 'name', 'what', 'percent', 'seconds', 'sent', 'missing']
  return t(`pictures.cover.${name}`, Object.fromEntries(kept.map(value => [value, `{${value}}`])))
}
