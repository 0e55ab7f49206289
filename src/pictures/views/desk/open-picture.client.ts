import { type Bench, button, make, sayFault, startBench, unlock } from '#keys/unlocking.ts'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { decode, flatten, type Source } from '../covering/drawing.ts'
import { createEditor, type Editor } from '../covering/editor.ts'
import { createFinder } from '../covering/finder.ts'
import { coveredOf } from '../covering/place.ts'
import { readWords, type Say } from '../covering/words.ts'

/** A picture that goes out of the desk keeps what it can. */
const KEPT_BYTES = 2_097_152

/** Where the member comes from a decision about another picture of the same event. */
const NEXT = '#next'

/**
 * Around the form that approves a picture: opens it with the member's key, lets them cover more, and sends what they see.
 * Without scripts the form takes the picture as a file.
 */
class OpenPicture extends HTMLElement {
  #say: Say = name => name
  #opened: { bytes: Uint8Array<ArrayBuffer>; source: Source } | null = null
  #editor: Editor | null = null
  #ready: { jpeg: Uint8Array<ArrayBuffer>; boxes: string } | null = null
  #place = make('div', { className: 'cover-review' })
  #status = make('p', { className: 'cover-status', role: 'status' })

  connectedCallback() {
    const form = this.querySelector('form')
    const input = form?.querySelector<HTMLInputElement>('input[type="file"]')
    if (!form || !input || this.#editor) return
    this.#say = readWords(this)
    const field = input.closest<HTMLElement>('.field')!
    // The way without scripts; it comes back where the picture cannot be opened here.
    const byFile = [field, field.nextElementSibling].filter(
      (part): part is HTMLElement => part instanceof HTMLElement && (part === field || part.matches('.hint')),
    )
    for (const part of byFile) part.hidden = true
    const open = button(this.#say('open'), () => this.#open(open))
    this.#place.append(make('p', { className: 'actions' }, open), this.#status)
    field.before(this.#place)
    const instead = button(
      this.#say('by-file'),
      () => {
        for (const part of byFile) part.hidden = false
        instead.remove()
        input.focus()
      },
      true,
    )
    open.after(instead)
    this.#editor = createEditor(this.#say, () => {
      this.#ready = null
    })
    form.addEventListener('submit', event => this.#send(event, form, input))
    form.addEventListener('formdata', ({ formData }) => {
      if (!this.#ready) return
      formData.set('picture', new Blob([this.#ready.jpeg]), 'picture')
      formData.set('boxes', this.#ready.boxes)
    })
    addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !this.#opened) return
      event.preventDefault()
      form.requestSubmit()
    })
    form
      .querySelector(':scope > .actions')
      ?.after(make('p', { className: 'hint' }, this.#say('approve-keys')))
    if (location.hash === NEXT) void this.#openAtOnce(open)
  }

  /** The next picture opens by itself, where the member has unlocked before. */
  async #openAtOnce(pressed: HTMLButtonElement) {
    const bench = startBench(this)
    const sight = await bench.ask('look', { ring: bench.ring }).catch(() => null)
    if (sight?.unlocked) await this.#open(pressed)
    else pressed.focus()
  }

  async #open(pressed: HTMLButtonElement) {
    if (pressed.disabled) return
    pressed.disabled = true
    this.#status.textContent = this.#say('reading')
    let bench: Bench | undefined
    try {
      bench = startBench(this)
      if (await unlock(bench, this.#place)) await this.#show(bench)
      else this.#status.textContent = ''
    } catch (error) {
      this.#status.textContent = bench ? sayFault(bench, error) : this.#say('failed')
    }
    pressed.disabled = false
    if (!this.#opened) pressed.focus()
  }

  async #show({ ask, ring }: Bench) {
    const { sealed = '', key = '' } = this.dataset
    const address = new URL(sealed, document.baseURI).href
    const bytes = new Uint8Array(unpadPicture(await ask('open-bytes', { ring, address, keyId: key })))
    const source = await decode(new Blob([bytes], { type: 'image/jpeg' }))
    this.#opened = { bytes, source }
    this.#editor!.show({ source, places: [], name: this.#say('opened') })
    this.#status.textContent = ''
    const heading = make('h2', { tabIndex: -1 }, this.#say('opened'))
    const look = button(this.#say('look'), () => this.#look(look, source), true)
    this.#place.replaceChildren(
      heading,
      this.#status,
      this.#editor!.element,
      make('p', { className: 'actions' }, look),
    )
    heading.focus()
  }

  /** Whoever sent it may have missed some, or had no browser that looks. */
  async #look(pressed: HTMLButtonElement, source: Source) {
    if (pressed.disabled) return
    pressed.disabled = true
    this.#status.textContent = this.#say('looking')
    const { finder = '', files = '{}' } = this.dataset
    const { find, rest } = createFinder({ worker: finder, files: JSON.parse(files) })
    const found = await find(source).catch(() => null)
    rest()
    this.#editor!.add((found ?? []).map(box => ({ ...box, from: 'found', shown: null })))
    const said = found ? (found.length > 0 ? 'found' : 'found-none') : 'not-looked'
    this.#status.textContent = this.#say(said, { count: found?.length ?? 0 })
    pressed.disabled = false
  }

  async #send(event: SubmitEvent, form: HTMLFormElement, input: HTMLInputElement) {
    if (this.#ready || (!this.#opened && input.files?.length)) return
    event.preventDefault()
    if (!this.#opened) {
      this.#status.textContent = this.#say('open-first')
      this.#place.querySelector('button')?.focus()
      return
    }
    const { source, bytes } = this.#opened
    const boxes = coveredOf(this.#editor!.places())
    const jpeg = boxes.length > 0 ? (await flatten(source, boxes, { wished: KEPT_BYTES })).jpeg : bytes
    const told = boxes.map(({ x, y, width, height }) => ({ x, y, width, height }))
    this.#ready = { jpeg, boxes: JSON.stringify(told) }
    form.submit()
  }
}

customElements.define('open-picture', OpenPicture)
