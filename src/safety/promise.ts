import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Section, safetyPaths } from './paths.ts'

/** Leads from a sentence that promises something to the paragraph that says what it protects from, and what not. */
export function promiseLink(page: Page, section: Section): Html {
  return html`<a href="${link(page, safetyPaths.show(page.lang, section))}">${page.t('safety.more')}</a>`
}
