import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { logLine } from '../log-card.ts'
import type { LogEntry } from '../log-entry.ts'
import { deskPaths } from '../paths.ts'

export function logPage(
  page: Page,
  { entries, next }: { entries: readonly LogEntry[]; next: number | null },
): Html {
  const { t } = page
  return layout(page, {
    title: t('desk.log-page.title'),
    hidden: true,
    kind: 'desk',
    body: html`<h1>${t('desk.log-page.title')}</h1><p class="hint">${t('desk.log-page.hint')}</p>
${entries.length === 0 && html`<p class="empty">${t('desk.log-page.empty')}</p>`}
<ul class="log">${entries.map(entry => html`<li>${logLine(page, entry)}</li>`)}</ul>
${next !== null && html`<p><a href="${link(page, deskPaths.log(next))}">${t('desk.log-page.older')}</a></p>`}`,
  })
}
