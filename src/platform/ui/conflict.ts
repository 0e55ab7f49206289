import { type Html, html } from './html.ts'
import type { Page } from './page.ts'

/**
 * Somebody else was faster: the same words everywhere, then what stands where now and what to do. `more` goes below, such as
 * what was typed and has no field to stand in.
 */
export function conflictNote({ t }: Pick<Page, 't'>, text: string, more?: Html | readonly Html[]): Html {
  return html`<div class="summary" role="alert"><h2>${t('ui.problem.conflict.title')}</h2><p>${text}</p>${more}</div>`
}
