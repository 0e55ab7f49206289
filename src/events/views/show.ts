import { countryName } from '#platform/places/countries.ts'
import { placeName } from '#platform/places/place-name.ts'
import { languageName } from '#platform/text/language-name.ts'
import { formatTime } from '#platform/time/format.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { jsonForHtml } from '#platform/ui/json.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { shareHead } from '#platform/ui/share.ts'
import { postPaths } from '#posts/paths.ts'
import { stateMark } from '../card.ts'
import { hostsIn, partTitle, textsIn } from '../event.ts'
import { eventPaths } from '../paths.ts'
import type { VisibleEvent } from '../visible-event.ts'
import { cityText, dateText, kindText, placeText, timeText, whenText, zoneText } from '../words.ts'

export type ShowProps = {
  event: VisibleEvent
  /** Whether it is on at this moment. */
  isOn: boolean
  /** A small map of the place, or null. */
  map: Html | null
  /** What happened there, once it is told, or null. */
  report: Html | null
  /** Articles that tell of it, or nothing. */
  news: Html
  jsonLd: object
}

export function showPage(page: Page, props: ShowProps): Html {
  const { t } = page
  const { content } = props.event
  const { texts, lang } = textsIn(content, page.lang)
  const ics = link(page, eventPaths.ics(page.lang, props.event.slug))
  // A calendar has no place for an event whose date is to be announced.
  const hasDay = content.when.from !== null
  return layout(page, {
    title: texts.title,
    description: [whenText(t, content), placeLine(page, props.event)].filter(Boolean).join(' · '),
    head: html`${shareHead(page, { title: texts.title, image: postPaths.eventCard(page.lang, props.event.slug) })}${hasDay && html`<link rel="alternate" type="text/calendar" href="${ics}">`}
<script type="application/ld+json">${raw(jsonForHtml(props.jsonLd))}</script>`,
    islands: ['own-time'],
    body: html`<article class="event">
<p class="event-kind">${kindText(t, content.kind)}${stateMark(page, props.event)}${props.isOn && html` <strong class="mark mark--now">${t('events.show.now')}</strong>`}</p>
<h1${langOf(page, lang)}>${texts.title}</h1>
${change(page, props.event)}
<div class="event-columns">
<div class="event-text text">
${props.report}
${props.report && html`<h2>${t('reports.announced')}</h2>`}
${lang !== page.lang && html`<p class="hint">${t('events.show.original', { language: languageName(lang, page.lang) })}</p>`}
<div${langOf(page, lang)}>${paragraphs(texts.about)}</div>
${programme(page, props.event)}
${safety(page, props.event)}
${props.news}
</div>
<aside class="event-facts">${facts(page, props.event)}
${hasDay && html`<p><a class="button button--quiet" href="${ics}">${t('events.show.ics')}</a></p>`}
<p><a href="${link(page, postPaths.event(page.lang, props.event.slug))}" rel="nofollow">${t('posts.link')}</a></p></aside>
${props.map && html`<div class="event-map">${props.map}</div>`}
</div>
</article>`,
  })
}

function placeLine(page: Page, { content, placeAt }: VisibleEvent): string {
  const country = content.where.country ? countryName(content.where.country, page.lang) : ''
  const line = placeText(page.t, content, country)
  return placeAt === null
    ? line
    : [line, page.t('events.where.hidden', { hours: content.where.revealHours ?? 0 })]
        .filter(Boolean)
        .join('. ')
}

/** What has changed since it was announced: moved or cancelled, with the reason and the old words struck. */
function change(page: Page, event: VisibleEvent): Html {
  const { t } = page
  const { moved, notice, state } = event
  if (state !== 'moved' && state !== 'cancelled') return raw('')
  const before =
    moved &&
    [
      dateText(t, moved.when),
      timeText(t, moved.when),
      moved.city && placeName({ names: moved.city }, page.lang),
      moved.venue[page.lang] ?? Object.values(moved.venue)[0],
    ]
      .filter(Boolean)
      .join(', ')
  return html`<div class="change" role="note"><p><strong>${t(`events.change.${state}`)}</strong>
${state === 'moved' && before && html` <s>${before}</s>`}</p>
${notice?.text && html`<p${langOf(page, notice.lang)}>${notice.text}</p>`}</div>`
}

function facts(page: Page, event: VisibleEvent): Html {
  const { t } = page
  const { content } = event
  const { when, where } = content
  const { texts, lang } = textsIn(content, page.lang)
  const time = timeText(t, when)
  const country = where.country ? countryName(where.country, page.lang) : ''
  const rows: [string, Html | string | null][] = [
    [
      'when',
      html`<span class="fact-main">${dateText(t, when)}</span>${time && html`<br>${time}<br><span class="quiet">${zoneText(t, content)}</span>`}${
        when.gather &&
        when.start &&
        html`<br>${t('events.when.gather', { time: formatTime(when.gather, page.lang) })}`
      }${ownTime(page, event)}`,
    ],
    [
      'where',
      html`${texts.venue && html`<span class="fact-main"${langOf(page, lang)}>${texts.venue}</span><br>`}${where.street && html`${where.street}<br>`}${
        where.form === 'later' && html`${t('events.where.later')}<br>`
      }${where.form === 'online' && html`${t('events.where.online')}<br>`}${[cityText(content, page.lang), country].filter(Boolean).join(', ')}${
        event.placeAt !== null &&
        html`<br><em>${t('events.where.hidden', { hours: where.revealHours ?? 0 })}</em>`
      }${
        where.asked &&
        html`<br><em>${t('events.where.asked')}</em><br><a href="${link(page, eventPaths.ask(page.lang, event.slug))}" rel="nofollow">${t('events.where.ask')}</a>`
      }${where.link && html`<br><a href="${where.link}" rel="nofollow noreferrer external">${t('events.where.join')}</a>`}`,
    ],
    ['hosts', hosts(page, event)],
    [
      'registration',
      content.registration &&
        html`<a href="${content.registration}" rel="nofollow noreferrer external">${new URL(content.registration).hostname}</a><br><span class="hint">${t('events.show.registration-warning')}</span>`,
    ],
    [
      'spoken',
      content.spoken.length > 0 ? content.spoken.map(code => languageName(code, page.lang)).join(', ') : null,
    ],
    ['bring', texts.bring && html`<span${langOf(page, lang)}>${texts.bring}</span>`],
    ['access', texts.access && html`<span${langOf(page, lang)}>${texts.access}</span>`],
    ['photos', content.photos && t(`events.photos.${content.photos}`)],
  ]
  return html`<dl class="facts">${rows.map(([name, value]) => value && html`<dt>${t(`events.fact.${name}`)}</dt><dd>${value}</dd>`)}</dl>`
}

function hosts(page: Page, { content, hostCheck }: VisibleEvent): Html {
  const { t } = page
  if (content.anonymous) return html`${t('events.show.anonymous')}`
  const names = hostsIn(content, page.lang)
  if (names.length === 0) return html`${t('events.show.no-hosts')}`
  return html`${names.map((host, index) => html`${index > 0 && html`<br>`}${host}`)}<br><span class="hint">${t(`events.host-check.${hostCheck}`)}</span>`
}

/** Where a script may tell the times by the reader's own clock. */
function ownTime(page: Page, event: VisibleEvent): Html {
  if (event.startsAt === null) return raw('')
  const iso = (instant: number) => new Date(instant).toISOString()
  const told = {
    start: iso(event.startsAt),
    end: event.endsAt !== null && iso(event.endsAt),
    zone: event.content.where.zone,
    // The script puts the time where the mark stands.
    text: page.t('events.show.own-time', { time: '%' }),
  }
  return html`<own-time${attrs(told)}></own-time>`
}

function programme(page: Page, { content }: VisibleEvent): Html {
  if (content.parts.length === 0) return raw('')
  return html`<h2>${page.t('events.show.programme')}</h2>
<ol class="programme">${content.parts.map(part => {
    const { title, lang } = partTitle(part, content, page.lang)
    return html`<li><span class="programme-time">${[part.start, part.end].filter(Boolean).join('–')}</span> <span${langOf(page, lang)}>${title}</span></li>`
  })}</ol>`
}

function safety(page: Page, { content }: VisibleEvent): Html {
  const { texts, lang } = textsIn(content, page.lang)
  if (!texts.safety) return raw('')
  return html`<h2>${page.t('events.fact.safety')}</h2><div${langOf(page, lang)}>${paragraphs(texts.safety)}</div>`
}
