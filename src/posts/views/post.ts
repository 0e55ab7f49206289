import { CARD } from '#platform/cards/size.ts'
import { field } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { safetyPaths } from '#safety/paths.ts'
import { POST_LIMITS, type Post, type PostLength, writePost } from '../post.ts'

export type PostProps = { post: Post; lang: string; card: string; back: string }

/** The post in two lengths, to copy by hand, and its card image to save. Nothing is sent from here. */
export function postPage(page: Page, { post, lang, card, back }: PostProps): Html {
  const { t } = page
  return layout(page, {
    title: t('posts.title'),
    hidden: true,
    body: html`<div class="form-page"><h1>${t('posts.title')}</h1>
<p><a href="${link(page, back)}">${post.title}</a></p>
<p class="change" role="note">${t('posts.warning')} <a href="${link(page, safetyPaths.show(page.lang, 'sharing'))}">${t('posts.warning-more')}</a></p>
<figure class="picture"><a href="${link(page, card)}"><img src="${link(page, card)}" width="${CARD.width}" height="${CARD.height}" alt="${t('posts.card')}"></a><figcaption class="hint">${t('posts.card-hint')}</figcaption></figure>
<div class="form">${(['short', 'long'] as PostLength[]).map(length => {
      const text = writePost(post, POST_LIMITS[length])
      const label = t(`posts.${length}`, { count: text.length, limit: POST_LIMITS[length] })
      return field({ name: length, label, value: text, rows: length === 'short' ? 9 : 16, lang })
    })}</div></div>`,
  })
}
