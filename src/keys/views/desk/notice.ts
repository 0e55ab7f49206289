import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { keyPaths } from '../../paths.ts'

const WHERE = { 'set-up': keyPaths.setUp, mine: keyPaths.mine, due: keyPaths.keys } as const

/** What a member has to do about keys, on every page of the desk but the one where it is done. */
export function dutyNotice(page: Page, duty: keyof typeof WHERE | null): Html | null {
  if (!duty || page.path === WHERE[duty]) return null
  return page.t.rich(`keys.notice.${duty}`, {
    link: inner => html`<a href="${link(page, WHERE[duty])}">${inner}</a>`,
  })
}
