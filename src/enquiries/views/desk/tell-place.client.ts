// Tells a place: the worker that holds the member's key opens it and seals it to the asker's code; the page sends that.

import { faultOf } from '#keys/opener.ts'
import { type Opener, startOpener } from '#keys/opener-link.ts'
import type { Size } from '#platform/seal/record.ts'
import { textOfRecord } from '../../enquiry.ts'

class TellPlace extends HTMLElement {
  #opener: Opener | undefined
  #busy = false

  connectedCallback() {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button'
    button.textContent = this.dataset['text'] ?? ''
    button.addEventListener('click', () => void this.#tell(button))
    this.querySelector('.hint')?.replaceWith(button)
  }

  async #tell(button: HTMLButtonElement) {
    if (this.#busy) return
    this.#busy = true
    const { record = '', ring = '', worker = '', recipient = '', size } = this.dataset
    const address = (path: string) => new URL(path, document.baseURI).href
    try {
      this.#opener ??= startOpener(address(worker))
      const text = textOfRecord(await this.#opener('open', { ring: address(ring), record: address(record) }))
      if (text === null) throw new Error('no text')
      const value = { text: text.slice(0, 400) }
      const answer = await this.#opener('seal-for', { recipient, value, size: Number(size) as Size })
      const form = this.querySelector('form')!
      form.querySelector<HTMLInputElement>('[name=answer]')!.value = answer
      form.submit()
    } catch (error) {
      this.#say(button, faultOf(error) === 'locked' ? this.dataset['locked'] : this.dataset['failed'])
    }
    this.#busy = false
  }

  #say(button: HTMLButtonElement, text = '') {
    this.querySelector('.error')?.remove()
    const note = document.createElement('p')
    note.className = 'error'
    note.setAttribute('role', 'alert')
    note.textContent = text
    button.after(note)
  }
}

customElements.define('tell-place', TellPlace)
