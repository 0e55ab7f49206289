// Seals the fields of a form in the browser, so that their text never leaves it. The code that seals is loaded at the
// first input. Where it cannot be loaded the visitor decides: try again, or let the server seal what is sent.
type Sealing = { sealRecord(recipient: string, value: unknown, size: number): Promise<string> }
type Field = HTMLTextAreaElement | HTMLInputElement

class SealFields extends HTMLElement {
  #code: Promise<Sealing> | undefined
  #tries = 0
  #sealed = new Map<string, string>()
  #note: HTMLElement | undefined
  #busy = false

  connectedCallback() {
    this.addEventListener('input', ({ target }) => {
      if (this.#fields().includes(target as Field)) void this.#load().catch(() => {})
    })
    this.addEventListener('submit', event => this.#send(event))
    // What is sent is put together here: the clear text is taken out of it, not out of the page.
    this.addEventListener('formdata', ({ formData }) => {
      for (const [name, sealed] of this.#sealed) {
        formData.delete(name)
        formData.set(`${name}_sealed`, sealed)
      }
      this.#sealed.clear()
    })
  }

  #fields(): Field[] {
    const names = (this.dataset['fields'] ?? '').split(' ')
    return names.flatMap(name => [...this.querySelectorAll<Field>(`[name="${name}"]`)])
  }

  async #send(event: SubmitEvent) {
    const form = event.target as HTMLFormElement
    const filled = this.#fields().filter(({ value }) => value.trim())
    if (filled.length === 0) return
    event.preventDefault()
    if (this.#busy) return
    this.#note?.remove()
    const { recipient = '', size, limit, failed, long } = this.dataset
    const over = filled.find(({ value }) => [...value.trim()].length > Number(limit))
    if (over) {
      this.#say(form, long)
      over.focus()
      return
    }
    this.#busy = true
    try {
      const { sealRecord } = await this.#load()
      for (const { name, value } of filled)
        this.#sealed.set(name, await sealRecord(recipient, { text: value.trim() }, Number(size)))
      form.submit()
    } catch {
      this.#sealed.clear()
      this.#say(form, failed, true)
    }
    this.#busy = false
  }

  #load(): Promise<Sealing> {
    this.#code ??= import(this.#address()).catch(error => {
      this.#code = undefined
      throw error
    })
    return this.#code!
  }

  /** Browsers remember that a module could not be loaded: another try needs another address. */
  #address(): string {
    const url = new URL(this.dataset['code'] ?? '', document.baseURI)
    if (this.#tries > 0) url.hash = String(this.#tries)
    this.#tries += 1
    return url.href
  }

  #say(form: HTMLFormElement, text = '', choice = false) {
    const note = document.createElement('div')
    note.className = 'summary'
    note.setAttribute('role', 'alert')
    const line = document.createElement('p')
    line.textContent = text
    note.append(line)
    if (choice) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'button button--quiet'
      button.textContent = this.dataset['anyway'] ?? ''
      button.addEventListener('click', () => form.submit())
      note.append(button)
    }
    this.#note = note
    form.querySelector('.actions')?.before(note)
  }
}

customElements.define('seal-fields', SealFields)
