import { type Event, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { whenText } from '#events/words.ts'
import { OPENING } from '#keys/open-sealed-card.ts'
import { mayHold } from '#keys/purpose.ts'
import type { Member } from '#members/member.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type NavItem, type Page } from '#platform/ui/page.ts'
import { sealedDeskPaths } from '../../paths.ts'

export type ContactsProps = {
  contacts: readonly Contact[]
  mayExport: boolean
}
/** `open` opens the contact. */
export type Contact = { event: Event; day: string; open: Html }

/** Events of an edition whose organisers left a contact, by country, in the order in which they happen. */
export function contactsPage(page: Page, { contacts, mayExport }: ContactsProps): Html {
  const { t, lang } = page
  const groups = Map.groupBy(contacts, ({ event }) => event.content.where.country ?? '')
  const nameOf = (code: string) => (code ? countryName(code, lang) : t('sealed.contacts.nowhere'))
  const order = new Intl.Collator(lang)
  const countries = [...groups].sort(([a], [b]) => order.compare(nameOf(a), nameOf(b)))
  return layout(page, {
    title: t('sealed.contacts.title'),
    hidden: true,
    kind: 'desk',
    islands: contacts.length > 0 ? [OPENING] : [],
    body: html`<h1>${t('sealed.contacts.title')}</h1><p class="lead">${t('sealed.contacts.lead')}</p>
${contacts.length === 0 && html`<p>${t('sealed.contacts.empty')}</p>`}
${countries.map(([code, some]) => html`<section><h2>${nameOf(code)}</h2><ul class="contacts">${[...some].sort(byStart).map(contact => line(page, contact))}</ul></section>`)}
${contacts.length > 0 && mayExport && html`<p><a href="${link(page, sealedDeskPaths.exporting)}">${t('sealed.export.title')}</a></p>`}`,
  })
}

/** The entry in the menu of the desk, for those whose role holds the key. */
export function contactsNav(page: Page, member: Member): NavItem[] {
  if (!mayHold(member.role, 'organisers')) return []
  const path = sealedDeskPaths.contacts
  return [{ path, text: page.t('sealed.contacts.nav'), current: page.path.startsWith(path) }]
}

function line(page: Page, { event, day, open }: Contact): Html {
  const { t } = page
  const { texts, lang } = textsIn(event.content, page.lang)
  return html`<li><p><a href="${link(page, eventDeskPaths.show(event.id))}"${attrs({ lang: lang !== page.lang && lang })}>${texts.title}</a>
<span class="quiet">${whenText(t, event.content)} · ${t(`events.desk.state.${event.state}`)} · ${t('sealed.contacts.left', { day: formatShortDate(day, page.lang) })}</span></p>${open}</li>`
}

function byStart({ event: a }: Contact, { event: b }: Contact): number {
  const start = ({ content: { when } }: Event) => `${when.from ?? '9999'} ${when.gather ?? when.start ?? ''}`
  return start(a) < start(b) ? -1 : 1
}
