import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { memberPaths } from '../../paths.ts'

type Again = {
  path: string
  why: 'ended' | 'locked' | 'changed'
  fields: readonly (readonly [string, string])[]
  again: string
}

/** A form that could not be taken now, with everything in it, to be sent once more. */
export function againPage(page: Page, { path, why, fields, again }: Again): Html {
  const { t } = page
  const title = t(`members.again.${why}.title`)
  const gate = why === 'locked' ? memberPaths.unlock : memberPaths.signIn
  return layout(page, {
    title,
    kind: 'desk',
    hidden: true,
    body: html`<article class="text">
<h1>${title}</h1>
<p>${t.rich(`members.again.${why}.text`, {
      link: inner => html`<a href="${link(page, gate)}" target="_blank">${inner}</a>`,
    })}</p>
<form method="post" action="${link(page, path)}">
<input type="hidden" name="token" value="${page.token()}">
<input type="hidden" name="again" value="${again}">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
<p><button class="button">${t('members.again.send')}</button></p>
</form>
</article>`,
  })
}
