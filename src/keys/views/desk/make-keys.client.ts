import { readPhrase } from '#platform/seal/words.ts'
import type { NewSetUp } from '../../making.ts'
import { type Bench, make, sayFault, startBench, unlock } from '../../unlocking.ts'
import { sheetOf } from './sheet.ts'

const ASKED_OF_SHEET = 2

/** Makes keys step by step. The worker makes and seals them; this page has the words and the sheets until they are on paper. */
class MakeKeys extends HTMLElement {
  #bench: Bench | undefined
  #words = ''
  #made = false
  #payload = ''
  #sheets: string[] = []
  #asked: { input: HTMLInputElement; word: string }[] = []

  connectedCallback() {
    for (const note of document.querySelectorAll('.needs-scripts')) note.remove()
    this.hidden = false
    for (const button of this.querySelectorAll<HTMLElement>('[data-go]'))
      button.addEventListener('click', () => void this.go(button.dataset['go'] ?? ''))
    this.find('[data-check]')?.addEventListener('click', () => this.check())
    this.find('[data-print]')?.addEventListener('click', () => print())
    this.find('[data-finish]')?.addEventListener('click', () => this.finish())
    this.find('#typed-words')?.addEventListener('keydown', event => {
      if ((event as KeyboardEvent).key === 'Enter') this.check()
    })
  }

  find<T extends HTMLElement>(selector: string): T | null {
    return this.querySelector<T>(selector)
  }

  say(name: string): string {
    return (JSON.parse(this.dataset['texts'] ?? '{}') as Record<string, string>)[name] ?? name
  }

  async go(step: string) {
    if (!this.#made && !(await this.begin())) return
    if (step === 'sheet-words') this.askForSheets()
    for (const section of this.querySelectorAll<HTMLElement>('[data-step]'))
      section.hidden = section.dataset['step'] !== step
    const heading = this.find(`[data-step="${step}"] h2`)
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
  }

  /** Makes the keys; false where the worker could not be started. */
  async begin(): Promise<boolean> {
    this.status('begin', this.say('working'))
    try {
      this.#bench ??= startBench(this)
      this.#made = await this.#make(this.#bench)
    } catch (error) {
      const isOpening = this.#bench && this.dataset['kind'] === 'sheets'
      this.status('begin', isOpening ? sayFault(this.#bench!, error) : this.say('away'))
      return false
    }
    this.status('begin', '')
    this.find('[data-words]')?.replaceChildren(
      ...this.#words.split(' ').map(word => make('li', { textContent: word })),
    )
    return this.#made
  }

  /** False where the member did not unlock what it is made of. */
  async #make(bench: Bench): Promise<boolean> {
    const { ask, ring } = bench
    if (this.dataset['kind'] === 'mine') {
      const { words, own } = await ask('new-own', {})
      this.#words = words
      this.#payload = JSON.stringify(own)
      return true
    }
    if (this.dataset['kind'] === 'sheets') {
      if (!(await unlock(bench, this.find('[data-step="begin"]')!))) return false
      const of = JSON.parse(this.dataset['sheetsOf'] ?? '') as { was: string; keyIds: string[] }
      const made = await ask('new-sheets', { ring, ...of })
      this.#payload = made.made
      this.showSheets(made)
      return true
    }
    const made = await ask('set-up', {})
    this.#words = made.words
    this.#payload = made.made
    this.showSheets(made)
    return true
  }

  check() {
    const input = this.find<HTMLInputElement>('#typed-words')
    if (!input) return
    if (readPhrase(input.value) !== this.#words) {
      this.status('typed', this.say('words-wrong'))
      input.focus()
      return
    }
    this.status('typed', '')
    input.value = ''
    if (this.dataset['kind'] === 'set-up') void this.go('sheets')
    else this.send()
  }

  showSheets({ sheets, fingerprint }: Pick<NewSetUp, 'sheets' | 'fingerprint'>) {
    this.#sheets = sheets
    const { organisation = '', address = '' } = this.dataset
    const say = (name: string) => this.say(name)
    this.find('[data-sheets]')?.replaceChildren(
      ...sheets.map((words, index) =>
        sheetOf({ number: index + 1, words, key: fingerprint, organisation, address, say }),
      ),
    )
  }

  /** Two words of each sheet, so that nobody goes on without having them on paper. */
  askForSheets() {
    if (this.#asked.length > 0) return
    const fields = this.#sheets.flatMap((text, sheet) => {
      const words = text.split(' ')
      return pick(words.length, ASKED_OF_SHEET).map(at => {
        const id = `sheet-${sheet + 1}-${at + 1}`
        const input = make('input', { id, type: 'text', autocomplete: 'off', spellcheck: false })
        input.setAttribute('autocapitalize', 'none')
        this.#asked.push({ input, word: words[at]! })
        const label = this.say('sheet-word')
          .replace('{sheet}', String(sheet + 1))
          .replace('{number}', String(at + 1))
        return make('div', { className: 'field' }, make('label', { htmlFor: id }, label), input)
      })
    })
    this.find('[data-asked]')?.replaceChildren(...fields)
  }

  finish() {
    const wrong = this.#asked.find(({ input, word }) => input.value.trim().toLowerCase() !== word)
    if (wrong) {
      this.status('sheet-words', this.say('sheets-wrong'))
      wrong.input.focus()
    } else this.send()
  }

  send() {
    const form = this.find<HTMLFormElement>('form')!
    form.querySelector<HTMLInputElement>('[name="payload"]')!.value = this.#payload
    form.submit()
  }

  status(step: string, text: string) {
    const status = this.find(`[data-step="${step}"] [data-status]`)
    if (status) status.textContent = text
  }
}

/** So many different numbers below a size, by chance. */
function pick(size: number, count: number): number[] {
  const found = new Set<number>()
  while (found.size < count) found.add(crypto.getRandomValues(new Uint32Array(1))[0]! % size)
  return [...found].sort((a, b) => a - b)
}

customElements.define('make-keys', MakeKeys)
