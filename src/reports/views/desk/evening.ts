import { placeStandIn } from '#events/card.ts'
import { type Event, isPublic, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { cityText, kindText } from '#events/words.ts'
import { OPENING, openSealed } from '#keys/open-sealed-card.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { eventSubject } from '#pictures/picture.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatShortDate, formatTime } from '#platform/time/format.ts'
import { addDays, localOf } from '#platform/time/local.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { sealedDeskPaths } from '#sealed/paths.ts'
import { type EveningGroups, GROUPS, type Group, type EveningItem as Item } from '../../evening.ts'
import { reportDeskPaths } from '../../paths.ts'

type EveningItem = Item<Event>

export type EveningProps = {
  groups: EveningGroups<Event>
  /** There is an edition. */
  isThere: boolean
  /** What the Day is called, with its year. */
  title: string
  /** The member's own name. */
  name: string
  /** Whether this member decides, or only reads. */
  decides: boolean
  /** Somebody asked for the next one, and there is none. */
  noneLeft: boolean
}

/** So many contacts can be opened here; those of later events on the page of each. */
const MOST_CONTACTS = 60

/** Which events are on, over, reported; it is complete without scripts, and renews itself with them. */
export function eveningPage(page: Page, props: EveningProps): Html {
  const { t } = page
  const { groups, isThere } = props
  const { waiting, unreported, done } = groups
  const opens = unreported.some(({ contact }) => contact)
  const counts = { waiting: waiting.length, unreported: unreported.length, done: done.length }
  return layout(page, {
    title: t('reports.evening.title'),
    hidden: true,
    kind: 'desk',
    islands: ['evening-watch', ...(opens ? [OPENING] : [])],
    body: html`<h1>${t('reports.evening.title')}</h1>
${!isThere && html`<p class="empty">${t('reports.evening.empty')}</p>`}
${isThere && html`<p class="lead">${t('reports.evening.lead', { edition: props.title })}</p>`}
${props.decides && isThere && nextForm(page, props)}
<evening-watch${attrs({ 'data-renews': t('reports.evening.renews'), 'data-away': t('reports.evening.away') })}>
<p class="hint" data-note>${t('reports.evening.reload')}</p>
<p class="evening-status" role="status" data-part="status">${t('reports.evening.status', counts)}</p>
${GROUPS.map(group => groupSection(page, props, group))}</evening-watch>`,
  })
}

function nextForm(page: Page, { noneLeft }: EveningProps): Html {
  const { t } = page
  return html`<form class="take-next" method="post" action="${link(page, reportDeskPaths.next)}"><input type="hidden" name="token" value="${page.token()}">
${noneLeft && html`<p class="summary" role="alert">${t('reports.evening.none-left')}</p>`}
<button class="button">${t('reports.evening.next')}</button> <span class="hint">${t('reports.evening.next-hint')}</span></form>`
}

function groupSection(page: Page, props: EveningProps, group: Group): Html {
  const { t } = page
  const items = props.groups[group]
  const heading = html`<span>${t(`reports.evening.group.${group}`)}</span> <span class="quiet" data-part="count">${items.length}</span>`
  const list = html`<div data-part="none">${items.length === 0 && html`<p class="quiet">${t(`reports.evening.none.${group}`)}</p>`}</div>
<ul class="evening-list">${items.map((item, index) => line(page, props, { item, group, index }))}</ul>`
  return html`<section data-group="${group}"><h2 id="evening-${group}">${heading}</h2>${list}</section>\n`
}

type Line = { item: EveningItem; group: Group; index: number }

function line(page: Page, props: EveningProps, { item, group, index }: Line): Html {
  const { t } = page
  const { event, report } = item
  const { texts, lang } = textsIn(event.content, page.lang)
  const path = report ? reportDeskPaths.show(event.id) : eventDeskPaths.show(event.id)
  const marks = marksOf(page, props, { item, group })
  return html`<li data-key="${event.id}"><div data-part="what">${
    props.decides
      ? html`<a class="queue-title" href="${link(page, path)}"${langOf(page, lang)}>${texts.title}</a>`
      : html`<span class="queue-title"${langOf(page, lang)}>${texts.title}</span>`
  }
<p class="event-kind">${kindText(t, event.content.kind)}</p>${marks.length > 0 && html`<p class="evening-marks">${marks.map(mark => html`<span class="mark">${mark}</span> `)}</p>`}</div>
<div data-part="where">${place(page, item)}<br><span class="quiet">${clock(page, item, group)}</span>${group === 'unreported' && item.isLate && html` <strong class="mark">${t('reports.evening.late')}</strong>`}</div>
<div data-stay>${group === 'unreported' && contact(page, { item, index, title: texts.title })}</div></li>\n`
}

function place(page: Page, { event: { content } }: EveningItem): Html {
  const city = cityText(content, page.lang)
  const country = content.where.country ? countryName(content.where.country, page.lang) : ''
  return html`<strong>${city || placeStandIn(page, content)}</strong>${city && country && `, ${country}`}`
}

/** Until when it is on, or since when it is over, by the clock of its place. */
function clock(page: Page, { event, endsAt }: EveningItem, group: Group): string {
  const { t, lang } = page
  if (endsAt === null) return ''
  const { zone } = event.content.where
  const { date, time } = localOf(endsAt, zone)
  const { start, end } = event.content.when
  // Nobody said when it ends: it lasts until midnight.
  if (end === null) {
    const day = formatShortDate(addDays(date, time === '00:00' ? -1 : 0), lang)
    return start ? t('reports.evening.from', { time: formatTime(start, lang), date: day }) : day
  }
  const values = { time: formatTime(time, lang), date: formatShortDate(date, lang) }
  if (group === 'on' || endsAt > page.now) return t('reports.evening.until', values)
  const today = localOf(page.now, zone).date
  return t(date === today ? 'reports.evening.ended' : 'reports.evening.ended-day', values)
}

function marksOf(
  page: Page,
  props: EveningProps,
  { item, group }: { item: EveningItem; group: Group },
): (string | Html)[] {
  const { t } = page
  const { claim, event, report } = item
  const minutes = claim && Math.max(0, Math.floor((claim.until - page.now) / 60_000))
  const isOpen = group === 'waiting' || group === 'asked'
  return [
    isOpen && claim
      ? claim.member === props.name
        ? t('reports.evening.mine')
        : t('reports.evening.in-hand', { member: claim.member, minutes: minutes ?? 0 })
      : '',
    report?.proposed ? t('reports.evening.changed') : '',
    group === 'waiting' && item.isAnswered ? t('reports.evening.answered') : '',
    !isPublic(event) ? t('reports.evening.event-waits') : '',
    item.pictures > 0 ? pictures(page, props, item) : '',
  ].filter(Boolean)
}

function pictures(page: Page, { decides }: EveningProps, { event, pictures: count }: EveningItem): Html {
  const text = page.t('reports.evening.pictures', { count })
  const path = pictureDeskPaths.of(eventSubject(event.id))
  return decides ? html`<a href="${link(page, path)}">${text}</a>` : html`${text}`
}

/** The organiser's contact, to be opened one by one; nothing for members who open none. */
function contact(
  page: Page,
  { item, index, title }: { item: EveningItem; index: number; title: string },
): Html {
  const { t } = page
  if (item.contact === null) return raw('')
  const what = t('reports.evening.contact', { title })
  if (index >= MOST_CONTACTS)
    return html`<a href="${link(page, eventDeskPaths.show(item.event.id))}">${what}</a>`
  const open = openSealed(page, { record: sealedDeskPaths.record(item.contact), what })
  return html`<p class="hint">${t('reports.evening.contact-label')}</p>${open}`
}
