import { make } from '#keys/unlocking.ts'
import { padPicture } from '#platform/pictures/pad.ts'
import { drawsTruly } from './covering/drawing.ts'
import { createFinder } from './covering/finder.ts'
import { type Item, isOpen, newItem } from './covering/item.ts'
import { createList } from './covering/list.ts'
import { coveredOf, showsFaces } from './covering/place.ts'
import { createReview, type Review } from './covering/review.ts'
import { type Answer, type Later, send } from './covering/send.ts'
import { toldOf } from './covering/told.ts'
import { readWords, type Say } from './covering/words.ts'

type Sealing = {
  sealRecord(recipient: string, value: unknown, size: number): Promise<string>
  sealBytes(recipient: string, bytes: Uint8Array): Uint8Array<ArrayBuffer>
}

/**
 * Around a form for pictures: what is chosen is covered here, before anything leaves the browser, looked at one after the
 * other, sealed, and sent one a request. Where the browser gives no true pixels the form stays as it is without scripts.
 */
class CoverFaces extends HTMLElement {
  #say: Say = name => name
  #items: Item[] = []
  #review!: Review
  #list!: ReturnType<typeof createList>
  #status = make('p', { className: 'cover-line', role: 'status' })
  #error = make('p', { className: 'error', role: 'alert' })
  #busy = false

  connectedCallback() {
    const form = this.querySelector('form')
    const input = form?.querySelector<HTMLInputElement>('input[type="file"]')
    if (!form || !input || this.#list) return
    this.#say = readWords(this)
    const field = input.closest('.field')!
    if (!drawsTruly()) {
      field.append(make('p', { className: 'hint', role: 'note' }, this.#say('no-canvas')))
      return
    }
    // Each face is decided about on the picture.
    form.querySelector('[name="faces"]')?.closest('fieldset')?.remove()
    form
      .querySelector('[name="credit"]')
      ?.closest('.field')
      ?.before(make('p', { className: 'cover-for-all' }, this.#say('for-all')))
    this.#review = createReview({
      say: this.#say,
      form,
      find: createFinder({
        worker: this.dataset['finder'] ?? '',
        files: JSON.parse(this.dataset['files'] ?? '{}'),
      }),
      onDone: () => this.#next(),
      onLeaveOut: item => this.#drop(item),
      onWrong: () => this.#next(),
    })
    this.#list = createList(this.#say, {
      onShow: item => this.#review.open(item, this.#items.length),
      onDrop: item => this.#drop(item),
    })
    field.append(make('p', { className: 'hint' }, this.#say('here')))
    field.after(this.#review.element, this.#list.element)
    const actions = form.querySelector(':scope > .actions')
    actions?.before(this.#error)
    actions?.after(this.#status)
    input.addEventListener('change', () => this.#take(input))
    form.addEventListener('submit', event => {
      event.preventDefault()
      void this.#send(form)
    })
    addEventListener('beforeunload', event => {
      if (this.#items.some(isOpen)) event.preventDefault()
    })
  }

  #take(input: HTMLInputElement) {
    const chosen = [...(input.files ?? [])]
    // What was chosen is held here alone: no form sends it as it is.
    input.value = ''
    if (chosen.length === 0) return
    const before = this.#items.length
    for (const file of chosen) this.#items.push(newItem(file, this.#items.length + 1))
    this.#error.textContent = ''
    this.#list.show(this.#items)
    if (before === 0 || this.#review.element.hidden)
      void this.#review.open(this.#items[before]!, this.#items.length)
  }

  #next() {
    this.#list.show(this.#items)
    const next = this.#items.find(({ state }) => state === 'new')
    if (next) void this.#review.open(next, this.#items.length)
    else {
      this.#review.close()
      this.#list.focus()
    }
  }

  #drop(item: Item) {
    this.#items = this.#items.filter(other => other !== item)
    this.#next()
  }

  async #send(form: HTMLFormElement) {
    if (this.#busy) return
    const say = this.#say
    const fail = (text: string, focus: HTMLElement | null) => {
      this.#error.textContent = text
      focus?.focus()
    }
    const open = this.#items.filter(isOpen)
    if (open.length === 0) return fail(say('none'), form.querySelector('input[type="file"]'))
    const unseen = open.find(({ state }) => state === 'new')
    if (unseen) {
      this.#error.textContent = say('not-all')
      return void this.#review.open(unseen, this.#items.length)
    }
    const consent = form.querySelector<HTMLTextAreaElement>('[name="consent"]')
    const shows = open.some(({ places }) => showsFaces(places ?? []))
    if (shows && !consent?.value.trim()) return fail(say('consent'), consent)
    const looked = form.querySelector<HTMLInputElement>('[name="looked"]')
    if (looked && !looked.checked) return fail(say('looked'), looked)
    this.#error.textContent = ''
    this.#busy = true
    try {
      const code = (await import(new URL(this.dataset['code'] ?? '', document.baseURI).href)) as Sealing
      const { recipient = '', size } = this.dataset
      const note = shows
        ? await code.sealRecord(recipient, { text: consent!.value.trim() }, Number(size))
        : ''
      for (const item of open) await this.#sendOne(item, { form, code, note })
    } catch {
      fail(say('failed'), null)
    }
    this.#busy = false
    this.#sum()
  }

  async #sendOne(item: Item, { form, code, note }: { form: HTMLFormElement; code: Sealing; note: string }) {
    if (!item.flat) return
    const say = this.#say
    const { recipient = '', key = '' } = this.dataset
    const { jpeg, width, height } = item.flat
    const sealed = new Blob([code.sealBytes(recipient, padPicture(jpeg)!)])
    const count = this.#items.length
    item.state = 'sending'
    this.#list.show(this.#items)
    const sent = await send({
      address: form.action,
      body: later => {
        const data = bodyOf(form, later)
        const fields: Record<string, string> = {
          do: 'sealed',
          upload: item.upload,
          key,
          width: String(width),
          height: String(height),
          covered: String(coveredOf(item.places ?? []).length),
          ...toldOf(form),
          ...item.told,
          ...(showsFaces(item.places ?? []) ? { faces: 'show', consent_sealed: note } : {}),
        }
        for (const [name, value] of Object.entries(fields)) data.set(name, value)
        data.set('body', sealed, 'picture')
        return data
      },
      read: readJson,
      onProgress: part => {
        this.#status.textContent = say('sending', {
          number: item.number,
          count,
          percent: Math.round(part * 100),
        })
        this.#list.progress(item, part)
      },
      onPause: seconds => {
        this.#status.textContent = say('waiting-line', { seconds })
      },
    })
    if (sent?.taken) {
      item.state = 'sent'
      item.flat = null
    } else {
      item.state = sent ? 'wrong' : 'missing'
      item.why = sent?.text ?? ''
    }
    this.#list.show(this.#items)
  }

  /** Says what has arrived and what has not. */
  #sum() {
    const say = this.#say
    const missing = this.#items.filter(({ state }) => state === 'missing' || state === 'wrong')
    const sent = this.#items.filter(({ state }) => state === 'sent').length
    this.#status.textContent =
      missing.length === 0
        ? say('all-sent', { count: sent })
        : say('missing', { sent, missing: missing.map(({ number }) => number).join(', ') })
  }
}

/** What the form sends besides the picture. */
function bodyOf(form: HTMLFormElement, { token, ticket }: Later): FormData {
  const data = new FormData(form)
  for (const name of ['picture', 'consent', 'faces', 'upload', 'do']) data.delete(name)
  if (token) data.set('token', token)
  if (ticket) data.set('ticket', ticket)
  return data
}

function readJson({ status, responseText }: XMLHttpRequest): Answer | null {
  try {
    const said = JSON.parse(responseText)
    if (said.ok) return { taken: true }
    if (said.error === 'slow') return { later: { ...said.slow, token: said.token } }
    if (said.error === 'again') return { later: { seconds: 0, token: said.token } }
    return { taken: false, text: String(said.text) }
  } catch {
    return status === 413 ? { taken: false, text: '' } : null
  }
}

customElements.define('cover-faces', CoverFaces)
