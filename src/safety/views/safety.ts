import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import type { Page } from '#platform/ui/page.ts'
import { SECTIONS } from '../paths.ts'

/** Who can read what, in plain words; the whole of it is docs/threats.md. `own` are the organisation's words, above it. */
export function safetyPage(page: Page, own: Html | null): Html {
  const { t } = page
  return layout(page, {
    title: t('safety.title'),
    description: t('safety.lead'),
    body: html`<article class="text"><h1>${t('safety.title')}</h1><p class="lead">${t('safety.lead')}</p>${own}
${SECTIONS.map(name => html`<section id="${name}"><h2>${t(`safety.${name}.title`)}</h2><p class="passage">${t(`safety.${name}.text`)}</p></section>`)}</article>`,
  })
}
