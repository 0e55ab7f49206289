// Tells a place: the worker that holds the member's key opens it and seals it to the asker's code; the page sends that.
import { type Bench, button, make, sayFault, startBench, unlock } from '#keys/unlocking.ts'
import type { Size } from '#platform/seal/record.ts'
import { LIMIT } from '#sealed/record.ts'
import { textOfRecord } from '../../enquiry.ts'

class TellPlace extends HTMLElement {
  connectedCallback() {
    const status = make('p', { className: 'error', role: 'alert' })
    const tell = button(this.dataset['text'] ?? '', () => this.tell(tell, status))
    this.querySelector('.hint')?.replaceWith(make('p', { className: 'actions' }, tell), status)
  }

  async tell(pressed: HTMLButtonElement, status: HTMLElement) {
    if (pressed.disabled) return
    pressed.disabled = true
    status.textContent = ''
    let bench: Bench | undefined
    try {
      bench = startBench(this)
      if (await unlock(bench, this)) await this.send(bench)
    } catch (error) {
      const isFault = bench && error instanceof Error && error.name === 'Fault'
      status.textContent = isFault ? sayFault(bench!, error) : (this.dataset['failed'] ?? '')
    }
    pressed.disabled = false
  }

  async send({ ask, ring }: Bench) {
    const { record = '', recipient = '', size } = this.dataset
    const opened = await ask('open', { ring, record: new URL(record, document.baseURI).href })
    // An organiser's browser sealed it: there could be anything inside.
    const text = textOfRecord(opened)
    if (text === null) throw new Error('no text')
    const value = { text: [...text].slice(0, LIMIT.venue).join('') }
    const answer = await ask('seal-for', { recipient, value, size: Number(size) as Size })
    const form = this.querySelector('form')!
    form.querySelector<HTMLInputElement>('[name=answer]')!.value = answer
    form.submit()
  }
}

customElements.define('tell-place', TellPlace)
