import { base64 } from '@scure/base'
import { identityFrom } from '#platform/seal/pair.ts'
import { joinShares } from '#platform/seal/shares.ts'
import type { makeKey } from '../../making.ts'
import { openIdentity, sealIdentity } from '../../pairs.ts'
import type { RecoveryRing } from '../../ring.ts'
import { type Bench, sayFault, startBench, unlock } from '../../unlocking.ts'

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
  make({ ask }: Bench) {
    return ask('new-key', JSON.parse(this.dataset['ask'] ?? '') as Parameters<typeof makeKey>[0])
  }
}

/** Opens all keys with two recovery sheets and seals them to this member. */
class RecoverKeys extends MadeForm {
  async make({ say }: Bench, tell: (text: string) => void) {
    const fields = [...this.querySelectorAll('textarea')]
    const secret = await joinShares(fields.map(field => field.value))
    if (!secret) return refuse(tell, say('no-sheets'))
    tell(say('working'))
    const address = new URL(this.dataset['recovery'] ?? '', document.baseURI)
    const ring = (await (await fetch(address, { cache: 'no-store' })).json()) as RecoveryRing
    const { identity, recipient } = identityFrom(secret)
    if (recipient !== ring.recipient) return refuse(tell, say('other-sheets'))
    const me = JSON.parse(this.dataset['me'] ?? '') as { id: string; recipient: string }
    const copies: { keyId: string; body: string }[] = []
    for (const key of ring.keys) {
      const found = await openIdentity(identity, base64.decode(key.recovery), key.recipient).catch(() => null)
      // What is damaged must not keep the others closed.
      if (found) copies.push({ keyId: key.id, body: base64.encode(await sealIdentity(me.recipient, found)) })
    }
    for (const field of fields) field.value = ''
    return JSON.stringify({ memberId: me.id, recipient: me.recipient, copies })
  }
}

function refuse(tell: (text: string) => void, text: string): null {
  tell(text)
  return null
}

customElements.define('give-keys', GiveKeys)
customElements.define('renew-key', RenewKey)
customElements.define('recover-keys', RecoverKeys)
