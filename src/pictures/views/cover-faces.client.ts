import { button, make } from '#keys/unlocking.ts'
import { drawsTruly } from './covering/drawing.ts'
import { createFinder } from './covering/finder.ts'
import { createHeicReader } from './covering/heic.ts'
import { findTwin, type Item, isOpen, newItem } from './covering/item.ts'
import { createList } from './covering/list.ts'
import { showsFaces } from './covering/place.ts'
import { ownPost, type Post, type Sealing, sealedPost } from './covering/post.ts'
import { createReview, type Review } from './covering/review.ts'
import { send } from './covering/send.ts'
import { readWords, type Say } from './covering/words.ts'

/** A picture for which the line broke so often is sent smaller. */
const SLOW_AFTER = 2

/**
 * Around a form for pictures: what is chosen is covered here, before anything leaves the browser, looked at one after the
 * other, sealed, and sent one a request. Where the browser gives no true pixels the form stays as it is without scripts.
 */
class CoverFaces extends HTMLElement {
  #say: Say = name => name
  #items: Item[] = []
  #finder!: ReturnType<typeof createFinder>
  #review!: Review
  #list!: ReturnType<typeof createList>
  #status = make('p', { className: 'cover-line', role: 'status' })
  #error = make('p', { className: 'error', role: 'alert' })
  #again = button('', () => this.querySelector('form')?.requestSubmit(), true)
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
    // What is missing is said here, with more words than a browser has.
    form.noValidate = true
    // Each face is decided about on the picture.
    form.querySelector('[name="faces"]')?.closest('fieldset')?.remove()
    form
      .querySelector('[name="credit"]')
      ?.closest('.field')
      ?.before(make('p', { className: 'cover-for-all' }, this.#say('for-all')))
    const { finder = '', files = '{}', heic = '', heicEngine = '' } = this.dataset
    this.#finder = createFinder({ worker: finder, files: JSON.parse(files) })
    this.#review = createReview({
      say: this.#say,
      form,
      find: this.#finder.find,
      readHeic: createHeicReader({ worker: heic, engine: heicEngine }),
      following: item => this.#items.find(other => other !== item && other.state === 'new'),
      onDone: () => this.#next(),
      onLeaveOut: item => this.#drop(item),
      onWrong: () => this.#next(),
    })
    this.#list = createList(this.#say, {
      onShow: item => this.#review.open(item, this.#count),
      onDrop: item => this.#drop(item),
    })
    // What is said there holds without scripts: how many at once, and what is done after sending.
    const hint = field.querySelector('.hint')
    if (hint) hint.textContent = this.#say('here')
    document.getElementById('looked-hint')?.remove()
    field.after(this.#review.element, this.#list.element)
    const actions = form.querySelector(':scope > .actions')
    actions?.before(this.#error)
    this.#again.textContent = this.#say('again')
    this.#again.hidden = true
    actions?.after(this.#status, this.#again)
    input.multiple = true
    input.addEventListener('change', () => void this.#take(input))
    form.addEventListener('submit', event => {
      event.preventDefault()
      void this.#send(form)
    })
    addEventListener('beforeunload', event => {
      if (this.#items.some(isOpen)) event.preventDefault()
    })
  }

  /** The number of the last one: those that are left out keep theirs. */
  get #count(): number {
    return this.#items.at(-1)?.number ?? 0
  }

  async #take(input: HTMLInputElement) {
    const chosen = [...(input.files ?? [])]
    // What was chosen is held here alone: no form sends it as it is.
    input.value = ''
    if (chosen.length === 0) return
    this.#error.textContent = ''
    const before = this.#items.length
    for (const file of chosen) {
      const twin = await findTwin(file, this.#items)
      if (twin) this.#error.textContent = this.#say('twice', { number: twin.number })
      else this.#items.push(newItem(file, this.#count + 1))
    }
    const first = this.#items[before]
    if (!first) return
    this.#list.show(this.#items)
    if (before === 0 || this.#review.element.hidden) void this.#review.open(first, this.#count)
  }

  #next() {
    this.#list.show(this.#items)
    const next = this.#items.find(({ state }) => state === 'new')
    if (next) void this.#review.open(next, this.#count)
    else {
      this.#review.close()
      this.#finder.rest()
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
      return void this.#review.open(unseen, this.#count)
    }
    const consent = form.querySelector<HTMLTextAreaElement>('[name="consent"]')
    const shows = open.some(({ places }) => showsFaces(places ?? []))
    if (shows && !consent?.value.trim()) return fail(say('consent'), consent)
    const { limit, long = '' } = this.dataset
    if (shows && [...consent!.value.trim()].length > Number(limit)) return fail(long, consent)
    const looked = form.querySelector<HTMLInputElement>('[name="looked"]')
    if (looked && !looked.checked) return fail(say('looked'), looked)
    this.#error.textContent = ''
    this.#busy = true
    try {
      await this.#sendAll(open, { form, text: shows ? consent!.value.trim() : '' })
    } catch {
      fail(say('failed'), null)
    }
    this.#busy = false
    this.#sum()
  }

  async #sendAll(items: readonly Item[], { form, text }: { form: HTMLFormElement; text: string }) {
    const { recipient = '', key = '', size, after } = this.dataset
    const code = (await import(new URL(this.dataset['code'] ?? '', document.baseURI).href)) as Sealing
    const note = text && (await code.sealRecord(recipient, { text }, Number(size)))
    let broken = false
    for (const item of items) {
      if (broken) item.state = 'missing'
      else if (after) await this.#sendOne(item, ownPost(form, item, { note }))
      else await this.#sendOne(item, sealedPost(form, item, { code, recipient, key, note }))
      // Where the line is gone for one it is gone for all.
      broken ||= item.state === 'missing' && !item.why
    }
    this.#list.show(this.#items)
  }

  async #sendOne(item: Item, post: Post) {
    const say = this.#say
    item.state = 'sending'
    this.#list.show(this.#items)
    const values = { number: item.number, count: this.#count }
    const sent = await send({
      ...post,
      onProgress: part => {
        this.#status.textContent = say('sending', { ...values, percent: Math.round(part * 100) })
        this.#list.progress(item, part)
      },
      onPause: (seconds, times) => {
        this.#status.textContent = say('waiting-line', { seconds })
        if (times === SLOW_AFTER) void post.shrink().catch(() => {})
      },
    })
    item.state = sent?.taken ? 'sent' : 'missing'
    item.why = sent && !sent.taken ? sent.text || say('failed') : ''
    if (sent?.taken) item.flat = null
    this.#list.show(this.#items)
  }

  /** Says what has arrived and what has not. */
  #sum() {
    const say = this.#say
    const missing = this.#items.filter(({ state }) => state === 'missing')
    const sent = this.#items.filter(({ state }) => state === 'sent').length
    this.#status.textContent =
      missing.length === 0
        ? say('all-sent', { count: sent })
        : say('missing', { sent, missing: missing.map(({ number }) => number).join(', ') })
    this.#again.hidden = missing.length === 0
    const { after } = this.dataset
    if (after && missing.length === 0 && sent > 0) location.assign(after)
  }
}

customElements.define('cover-faces', CoverFaces)
