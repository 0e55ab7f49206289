import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { keyPaths } from './paths.ts'

/** The island that pages with openSealed name. */
export const OPENING = 'open-sealed'

/** The texts that islands around the worker need; those of faults have the name of the fault. */
const SAID = [
  'open',
  'opening',
  'hide',
  'forget',
  'forgotten',
  'words',
  'words-hint',
  'unlock',
  'by-passkey',
  'cancel',
  'changed',
  'accept',
  'away',
  'no-member-key',
  'locked',
  'wrong-words',
  'wrong-passkey',
  'no-copy',
  'damaged',
  'not-found',
] as const

/**
 * A button that opens one sealed record on the member's own machine; `record` is the path of its JSON, `what` names it
 * for screen readers. The route of the page has to allow it: `c.set('opens', true)`.
 */
export function openSealed(page: Page, { record, what }: { record: string; what?: string }): Html {
  return html`<open-sealed${attrs({ 'data-record': link(page, record), 'data-what': what, ...openerData(page) })}><p class="hint">${page.t('keys.open.scripts')}</p></open-sealed>`
}

/** Where an island finds the worker, the ring and its words; `more` names those of its own. */
export function openerData(page: Page, more: readonly string[] = []): Record<string, string> {
  const texts = Object.fromEntries([
    ...SAID.map(name => [name, page.t(`keys.open.${name}`)]),
    ...more.map(name => [name, page.t(`keys.say.${name}`)]),
  ])
  return {
    'data-worker': link(page, page.asset('opener.js')),
    'data-ring': link(page, keyPaths.ring),
    'data-texts': JSON.stringify(texts),
  }
}
