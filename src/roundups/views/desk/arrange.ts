import type { Edition } from '#editions/edition.ts'
import { textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import type { VisibleEvent } from '#events/visible-event.ts'
import { cityText, kindText, whenText } from '#events/words.ts'
import { markdownToText } from '#platform/markdown/plain.ts'
import { formatDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { select } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { roundupDeskPaths, roundupPaths } from '../../paths.ts'
import type { Block, Roundup, RoundupText } from '../../roundup.ts'
import { isTold, type Sources } from '../../telling-card.ts'
import { type StandOf, standList } from './list.ts'

export type ArrangeProps = {
  edition: Edition
  roundup: Roundup
  sources: Sources
  /** What it says in its original language. */
  original: RoundupText | null
  /** Events that came after it was assembled, and of which there is something to tell. */
  fresh: readonly VisibleEvent[]
  /** Those of which nobody has told. */
  announced: readonly VisibleEvent[]
  cut: readonly VisibleEvent[]
  stands: readonly StandOf[]
  conflict: boolean
}

/** The order of the round-up: each piece can be moved, cut, or followed by words of one's own. One form, no script. */
export function arrangePage(page: Page, props: ArrangeProps): Html {
  const { t } = page
  const { edition, roundup } = props
  const { year } = edition
  const title = t('roundups.arrange.title', { year: String(year) })
  const isPublic = props.stands.some(stand => stand.isPublic)
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    body: html`<h1 id="done">${title}</h1>
${props.conflict && conflictNote(page, t('roundups.arrange.conflict'))}
${standList(page, year, props.stands)}
${isPublic && html`<p><a href="${page.publicUrl + roundupPaths.show(page.lang, year)}">${t('roundups.arrange.public')}</a></p>`}
<form method="post" action="${link(page, roundupDeskPaths.edit(year))}">
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${roundup.version}">
<button class="visually-hidden" name="do" value="order" tabindex="-1">${t('roundups.arrange.order')}</button>
${props.fresh.length > 0 && newcomers(page, props.fresh)}
<div class="actions"><button class="button button--quiet" name="do" value="text:">${t('roundups.arrange.text-top')}</button></div>
${articleChoice(page, props)}
<ol class="blocks">${roundup.blocks.map((block, index) => drawBlock(page, props, { block, index }))}</ol>
<div class="actions"><button class="button" name="do" value="order">${t('roundups.arrange.order')}</button></div>
${announcedOnly(page, props)}
${props.cut.length > 0 && html`<h2>${t('roundups.arrange.cut-title')}</h2><ul class="blocks-cut">${props.cut.map(event => html`<li>${eventLine(page, event)} <button class="button button--small button--quiet" name="do" value="restore:${event.id}">${t('roundups.arrange.restore')}<span class="visually-hidden">: ${textsIn(event.content, page.lang).texts.title}</span></button></li>`)}</ul>`}
</form>`,
  })
}

/** Articles and statements about this edition that are not told yet; the chosen one comes to the top. */
function articleChoice(page: Page, { sources, roundup }: ArrangeProps): Html {
  const { t } = page
  const inside = new Set(roundup.blocks.flatMap(block => (block.kind === 'article' ? block.articleId : [])))
  const articles = [...sources.articles.values()].filter(({ id }) => !inside.has(id))
  if (articles.length === 0) return raw('')
  const options = articles.map(({ id, title, lang }) => ({ value: id, text: title, lang }))
  return html`<div class="pair">${select({ name: 'article_', label: t('roundups.arrange.article'), value: '', options })}
<div class="actions"><button class="button button--quiet" name="do" value="article:">${t('roundups.arrange.article-add')}</button></div></div>`
}

function newcomers(page: Page, fresh: readonly VisibleEvent[]): Html {
  const { t } = page
  return html`<section class="group"><h2>${t('roundups.arrange.new', { count: fresh.length })}</h2>
${addList(page, fresh)}
<div class="actions"><button class="button" name="do" value="add:all">${t('roundups.arrange.add-all')}</button></div></section>`
}

/** What was announced and nobody has told of: readers find it in a list, if there is one; a place is given one by one. */
function announcedOnly(page: Page, { announced, roundup }: ArrangeProps): Html {
  const { t } = page
  const isListed = roundup.blocks.some(({ kind }) => kind === 'unreported')
  if (announced.length === 0) return raw('')
  return html`<h2>${t('roundups.arrange.announced', { count: announced.length })}</h2>
<p class="hint">${t(isListed ? 'roundups.arrange.announced-listed' : 'roundups.arrange.announced-hint')}</p>
${!isListed && html`<div class="actions"><button class="button button--quiet" name="do" value="unreported">${t('roundups.arrange.announced-list')}</button></div>`}
${addList(page, announced)}`
}

function addList(page: Page, events: readonly VisibleEvent[]): Html {
  const { t, lang } = page
  return html`<ul class="blocks-cut">${events.map(event => html`<li>${eventLine(page, event)} <button class="button button--small button--quiet" name="do" value="add:${event.id}">${t('roundups.arrange.add')}<span class="visually-hidden">: ${textsIn(event.content, lang).texts.title}</span></button></li>`)}</ul>`
}

function drawBlock(page: Page, props: ArrangeProps, { block, index }: { block: Block; index: number }): Html {
  const { t } = page
  const last = props.roundup.blocks.length - 1
  const name = nameOf(page, props, block)
  const hidden = html`<span class="visually-hidden">: ${name}</span>`
  const button = (wish: string, key: string) =>
    html`<button class="button button--small button--quiet" name="do" value="${wish}:${block.id}">${t(`roundups.arrange.${key}`)}${hidden}</button>`
  return html`<li class="block block--${block.kind}" id="${block.id}">
<label class="block-place"><span class="visually-hidden">${t('roundups.arrange.place', { name })}</span><input type="text" inputmode="numeric" name="place_${block.id}" value="${index + 1}" autocomplete="off" size="3"></label>
<div class="block-what">${drawWhat(page, props, block)}</div>
<div class="block-buttons">${index > 0 && button('up', 'up')}${index < last && button('down', 'down')}${button('cut', block.kind === 'event' ? 'cut' : 'drop')}${button('text', 'text')}</div></li>`
}

function drawWhat(page: Page, props: ArrangeProps, block: Block): Html {
  const { t } = page
  const { sources, original } = props
  switch (block.kind) {
    case 'day':
      return html`<h2>${formatDate(block.date, page.lang)}</h2>`
    case 'event': {
      const event = sources.events.find(({ id }) => id === block.eventId)
      if (!event) return html`<p class="quiet">${t('roundups.arrange.gone')}</p>`
      return html`${eventLine(page, event)}<p class="hint">${isTold(event, sources) ? t('roundups.arrange.told') : html`<strong>${t('roundups.arrange.not-told')}</strong>`}${
        (sources.pictures.get(`event:${event.id}`)?.length ?? 0) > 0 &&
        html` · ${t('roundups.arrange.pictures', { count: sources.pictures.get(`event:${event.id}`)!.length })}`
      }</p>`
    }
    case 'text': {
      const words = markdownToText(original?.between[block.id] ?? '')
      return words
        ? html`<p lang="${original?.lang ?? page.lang}">${words.slice(0, 200)}${words.length > 200 && ' …'}</p>`
        : html`<p class="quiet">${t('roundups.arrange.empty-text')}</p>`
    }
    case 'article': {
      const article = sources.articles.get(block.articleId)
      return article
        ? html`<p lang="${article.lang}">${article.title}</p>`
        : html`<p class="quiet">${t('roundups.arrange.gone')}</p>`
    }
    case 'unreported':
      return html`<p>${t('roundups.unreported')}</p>`
  }
}

function nameOf(page: Page, { sources }: ArrangeProps, block: Block): string {
  if (block.kind === 'day') return formatDate(block.date, page.lang)
  if (block.kind === 'event') {
    const event = sources.events.find(({ id }) => id === block.eventId)
    return event ? textsIn(event.content, page.lang).texts.title : page.t('roundups.arrange.gone')
  }
  return page.t(`roundups.block.${block.kind}`)
}

function eventLine(page: Page, event: VisibleEvent): Html {
  const { t, lang } = page
  const { texts, lang: own } = textsIn(event.content, lang)
  const city = cityText(event.content, lang)
  return html`${city && html`<strong>${city}</strong> `}<a href="${link(page, eventDeskPaths.show(event.id))}"${own === lang ? raw('') : raw(` lang="${own}"`)}>${texts.title}</a> <span class="quiet">${kindText(t, event.content.kind)}, ${whenText(t, event.content)}</span>`
}
