/** Gives a text of the page with values in its braces. */
export type Say = (name: string, values?: Record<string, string | number>) => string

/** The texts that the elements around pictures need: pictures.cover.<name>. */
export const WORDS = [
  'one',
  'reading',
  'looking',
  'found',
  'found-none',
  'not-looked',
  'unlooked',
  'unlooked-tick',
  'press',
  'keys',
  'stage',
  'place',
  'from-found',
  'from-hand',
  'shown-agreed',
  'shown-no-face',
  'add',
  'larger',
  'agreed',
  'no-face',
  'cover-again',
  'remove',
  'places',
  'done',
  'leave-out',
  'show',
  'list',
  'state-new',
  'state-ready',
  'state-sending',
  'state-sent',
  'state-missing',
  'state-wrong',
  'for-all',
  'own-told',
  'own-hint',
  'same',
  'broken',
  'heic',
  'no-canvas',
  'here',
  'none',
  'not-all',
  'looked',
  'consent',
  'sending',
  'waiting-line',
  'all-sent',
  'missing',
  'again',
  'failed',
  'open',
  'by-file',
  'open-first',
  'opened',
  'approve-keys',
] as const

/** Reads the texts that a page wrote into an element: `data-words`, JSON. */
export function readWords(element: HTMLElement): Say {
  const words = JSON.parse(element.dataset['words'] ?? '{}') as Record<string, string>
  return (name, values = {}) =>
    (words[name] ?? name).replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''))
}
