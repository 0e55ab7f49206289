import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import type { makeKey } from '../../making.ts'
import { type Bench, make, sayFault, startBench, unlock } from '../../unlocking.ts'

/** A form of one button whose content is made here, from what only this member's machine can open or make. */
abstract class MadeForm extends HTMLElement {
  #busy = false

  connectedCallback() {
    for (const note of document.querySelectorAll('.needs-scripts')) note.remove()
    this.hidden = false
    this.querySelector('form')?.addEventListener('submit', event => {
      event.preventDefault()
      void this.#send()
    })
  }

  async #send() {
    if (this.#busy) return
    this.#busy = true
    const status = this.querySelector('[data-status]')!
    const form = this.querySelector('form')!
    status.textContent = ''
    let bench: Bench | undefined
    try {
      bench = startBench(this)
      const payload = await this.make(bench, text => {
        status.textContent = text
      })
      if (payload !== null) {
        form.querySelector<HTMLInputElement>('[name="payload"]')!.value = payload
        form.submit()
      }
    } catch (error) {
      status.textContent = bench ? sayFault(bench, error) : ''
    }
    this.#busy = false
  }

  /** What is sent, or null where nothing is; `tell` says why. */
  abstract make(bench: Bench, tell: (text: string) => void): Promise<string | null>
}

/** Seals copies of keys that this member holds to another member. */
class GiveKeys extends MadeForm {
  async make(bench: Bench) {
    const gift = JSON.parse(this.dataset['gift'] ?? '') as {
      memberId: string
      recipient: string
      ids: string[]
    }
    const { memberId, recipient, ids } = gift
    if (!(await unlock(bench, this))) return null
    const copies = await bench.ask('give', { ring: bench.ring, recipient, keyIds: ids })
    return JSON.stringify({ memberId, recipient, copies })
  }
}

/** Makes a new key; only public halves are needed for it. */
class RenewKey extends MadeForm {
  override connectedCallback() {
    super.connectedCallback()
    // The words are computed of what the key will be sealed to, not taken from the page.
    const names = JSON.parse(this.dataset['names'] ?? '{}') as Record<string, string>
    const holders = this.asked().holders.map(({ recipient }) =>
      make(
        'li',
        {},
        `${names[recipient] ?? '?'}: `,
        make('code', { className: 'fingerprint', translate: false, lang: 'en' }, fingerprintOf([recipient])),
      ),
    )
    this.querySelector('[data-holders]')?.replaceChildren(...holders)
  }

  asked() {
    return JSON.parse(this.dataset['ask'] ?? '') as Parameters<typeof makeKey>[0]
  }

  make({ ask }: Bench) {
    return ask('new-key', this.asked())
  }
}

/** Opens all keys with two recovery sheets and seals them to this member. */
class RecoverKeys extends MadeForm {
  async make({ ask, say }: Bench, tell: (text: string) => void) {
    const fields = [...this.querySelectorAll('textarea')]
    const me = JSON.parse(this.dataset['me'] ?? '') as { id: string; recipient: string }
    tell(say('working'))
    const copies = await ask('recover', {
      recovery: new URL(this.dataset['recovery'] ?? '', document.baseURI).href,
      sheets: fields.map(field => field.value),
      recipient: me.recipient,
    })
    for (const field of fields) field.value = ''
    return JSON.stringify({ memberId: me.id, recipient: me.recipient, copies })
  }
}

customElements.define('give-keys', GiveKeys)
customElements.define('renew-key', RenewKey)
customElements.define('recover-keys', RecoverKeys)
