// <vestka-events src="https://…/en/events.json?country=PL" limit="10">: the list of events on another site.
type Item = {
  url: string
  title: string
  date: string | null
  endDate: string | null
  start: string | null
  zone: string
  venue: string | null
  city: string | null
  country: string | null
  state: string
  language: string
}

const STYLE = `:host { display: block } ul { list-style: none; margin: 0; padding: 0 } li { padding-block: .5em; border-block-end: 1px solid #8885 }
p { margin: 0 } .what { font-weight: 600 } .gone { text-decoration: line-through } .where, .note { opacity: .8; font-size: .9em }`

class VestkaEvents extends HTMLElement {
  async connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const source = this.getAttribute('src') ?? ''
    try {
      const answer = await fetch(source, { credentials: 'omit', referrerPolicy: 'no-referrer' })
      if (!answer.ok) throw new Error(String(answer.status))
      const { items, notice } = (await answer.json()) as { items: Item[]; notice?: string }
      const lang = new URL(source, location.href).pathname.split('/')[1] ?? 'en'
      const list = document.createElement('ul')
      list.append(
        ...comingFirst(items)
          .slice(0, Number(this.getAttribute('limit')) || 20)
          .map(item => line(item, lang)),
      )
      root.replaceChildren(...(notice ? [element('p', 'note', notice)] : []), list)
    } catch {
      root.replaceChildren(document.createElement('slot'))
    }
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
  }
}

/** What is still to come; everything, once all of it is over. */
function comingFirst(items: Item[]): Item[] {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const coming = items.filter(({ date, endDate }) => !date || (endDate ?? date) >= yesterday)
  return coming.length > 0 ? coming : items
}

function line(item: Item, lang: string): HTMLLIElement {
  const li = document.createElement('li')
  const link = document.createElement('a')
  link.href = item.url
  link.textContent = item.title
  link.lang = item.language
  const title = element('p', item.state === 'cancelled' ? 'what gone' : 'what', '')
  title.append(link)
  li.append(
    title,
    element('p', 'where', [dates(item, lang), item.venue, item.city].filter(Boolean).join(', ')),
  )
  return li
}

function dates({ date, endDate, start }: Item, lang: string): string {
  if (!date) return ''
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  const [from, to] = [new Date(`${date}T00:00Z`), new Date(`${endDate ?? date}T00:00Z`)]
  return [endDate && endDate > date ? format.formatRange(from, to) : format.format(from), start]
    .filter(Boolean)
    .join(', ')
}

function element(name: string, kind: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.className = kind
  made.textContent = text
  return made
}

customElements.define('vestka-events', VestkaEvents)
