const EVERY_MS = 20_000

/**
 * Renews what stands inside it, piece by piece: only what has changed is replaced, opened contacts and the focus stay.
 * What is sent to the server for this does not count as use: a session locks as if nobody looked.
 */
class EveningWatch extends HTMLElement {
  timer = 0

  connectedCallback() {
    this.note(this.dataset['renews'])
    this.timer = window.setInterval(() => this.renew(), EVERY_MS)
  }

  disconnectedCallback() {
    window.clearInterval(this.timer)
  }

  note(text = '') {
    const place = this.querySelector('[data-note]')
    if (place && place.textContent !== text) place.textContent = text
  }

  async renew() {
    if (document.hidden) return
    const fresh = await read(`${location.pathname}?quiet`)
    this.note(fresh ? this.dataset['renews'] : this.dataset['away'])
    if (fresh) update(this, fresh)
  }
}

/** The same element of a newer page; null where another page came back, or none. */
function read(address: string): Promise<Element | null> {
  return new Promise(resolve => {
    // This way of reading a page runs no scripts of it, and needs no policy for trusted HTML.
    const request = new XMLHttpRequest()
    request.open('GET', address)
    request.responseType = 'document'
    request.timeout = EVERY_MS / 2
    request.onloadend = () => resolve(request.responseXML?.querySelector('evening-watch') ?? null)
    request.send()
  })
}

function update(here: Element, fresh: Element): void {
  exchange(here.querySelector(':scope > [data-part]'), fresh.querySelector(':scope > [data-part]'))
  const known = new Map([...here.querySelectorAll<HTMLElement>('[data-key]')].map(row => [keyOf(row), row]))
  const focused = document.activeElement
  for (const section of fresh.querySelectorAll<HTMLElement>('[data-group]')) {
    const mine = here.querySelector(`[data-group="${section.dataset['group']}"]`)
    const list = mine?.querySelector('ul')
    if (!mine || !list) continue
    for (const name of ['count', 'none'])
      exchange(mine.querySelector(`[data-part="${name}"]`), section.querySelector(`[data-part="${name}"]`))
    const rows = [...section.querySelectorAll<HTMLElement>('[data-key]')].map(row => {
      const old = known.get(keyOf(row))
      known.delete(keyOf(row))
      // In another group another thing can be done with it.
      if (old?.parentElement !== list) return document.importNode(row, true)
      for (const part of row.querySelectorAll<HTMLElement>('[data-part]'))
        exchange(old.querySelector(`[data-part="${part.dataset['part']}"]`), part)
      return old
    })
    place(list, rows)
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement) refocus(here, focused)
}

/** Puts rows into this order, and moves none that stands right already. */
function place(list: Element, rows: readonly HTMLElement[]): void {
  for (const [index, row] of rows.entries())
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null)
  while (list.children.length > rows.length) list.lastElementChild?.remove()
}

function exchange(old: Element | null | undefined, fresh: Element | null | undefined): void {
  if (old && fresh && old.innerHTML !== fresh.innerHTML)
    old.replaceChildren(...[...fresh.childNodes].map(node => document.importNode(node, true)))
}

/** The link to the same page, where the one that had the focus was replaced. */
function refocus(here: Element, lost: HTMLElement): void {
  const href = lost.getAttribute('href')
  const links = [...here.querySelectorAll<HTMLElement>('a[href]')]
  links.find(link => link.getAttribute('href') === href)?.focus({ preventScroll: true })
}

function keyOf(row: HTMLElement): string {
  return row.dataset['key'] ?? ''
}

customElements.define('evening-watch', EveningWatch)
