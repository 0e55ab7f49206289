import { type Edition, editionTexts, phaseOf } from '#editions/edition.ts'
import { languageName } from '#platform/text/language-name.ts'
import { select } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { roundupDeskPaths } from '../../paths.ts'
import type { Roundup, Stand } from '../../roundup.ts'

export type StandOf = { lang: string; stand: Stand; isPublic: boolean }

type Row = { edition: Edition; roundup: Roundup | null; stands: readonly StandOf[] }

/** Editions with their round-ups, and how far each language is. */
export function roundupsPage(
  page: Page,
  { rows, arranges }: { rows: readonly Row[]; arranges: boolean },
): Html {
  const { t } = page
  return layout(page, {
    title: t('roundups.desk.title'),
    hidden: true,
    kind: 'desk',
    body: html`<h1>${t('roundups.desk.title')}</h1><p class="hint">${t('roundups.desk.hint')}</p>
${rows.length === 0 && html`<p class="empty">${t('roundups.desk.empty')}</p>`}
${rows.map(row => drawRow(page, row, arranges))}`,
  })
}

function drawRow(page: Page, { edition, roundup, stands }: Row, arranges: boolean): Html {
  const { t } = page
  const { year } = edition
  const { texts, lang } = editionTexts(edition, page.lang)
  return html`<section class="group"><h2>${
    roundup && arranges ? html`<a href="${link(page, roundupDeskPaths.edit(year))}">${year}</a>` : year
  }</h2>
<p><span lang="${lang}">${texts.title}</span> <span class="quiet">${t(`editions.desk.phase-${phaseOf(edition, page.now)}`)}</span></p>
${roundup && standList(page, year, stands)}
${
  !roundup &&
  (arranges
    ? html`<form class="form" method="post" action="${link(page, roundupDeskPaths.assemble(year))}"><input type="hidden" name="token" value="${page.token()}">
${select({ name: 'original', id: `original-${year}`, label: t('roundups.desk.original'), value: page.lang, options: page.languages.map(({ code, name }) => ({ value: code, text: name, lang: code })) })}
<div class="actions"><button class="button">${t('roundups.desk.assemble')}</button></div></form>`
    : html`<p class="hint">${t('roundups.desk.none')}</p>`)
}</section>`
}

/** Each language with how far it is, leading to its text. */
export function standList(page: Page, year: number, stands: readonly StandOf[]): Html {
  const { t } = page
  return html`<ul class="texts-languages">${stands.map(
    ({ lang, stand, isPublic }) =>
      html`<li><a href="${link(page, roundupDeskPaths.text(year, lang))}">${t(`roundups.stand.${stand}`, { language: languageName(lang, page.lang) })}${isPublic && html` · ${t('roundups.stand.public')}`}</a></li>\n`,
  )}</ul>`
}
