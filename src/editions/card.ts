import { formatShortDate } from '#platform/time/format.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Figure } from './edition.ts'
import { editionDeskPaths } from './paths.ts'

/** Who gave a figure and as of when, with a link to where it stands. */
export function figureOrigin({ t, lang }: Page, { saidBy, asOf, source }: Figure): Html {
  const who = saidBy[lang] ?? saidBy['en'] ?? Object.values(saidBy)[0] ?? ''
  const text = t('editions.home.as-of', { who, date: formatShortDate(asOf, lang) })
  return html`<span class="hint">${source ? html`<a href="${source}" rel="noreferrer external">${text}</a>` : text}</span>`
}

/** The page of what was announced while the Day that everyone sees is an example: it is no part of it. */
export function besideExample(page: Page): Page {
  return { ...page, notice: page.t('editions.beside') }
}

/** At the desk, where an event would be added: nothing takes it yet. Leads those to the editions who may begin one. */
export function noEditionNote(page: Page, { mayBegin }: { mayBegin: boolean }): Html {
  const { t } = page
  return html`<p class="change" role="note">${t('editions.none.text')} ${
    mayBegin
      ? html`<a href="${link(page, editionDeskPaths.list())}">${t('editions.none.begin')}</a>`
      : t('editions.none.ask')
  }</p>`
}
