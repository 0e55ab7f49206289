import { sealTo } from '#keys/pairs.ts'
import type { Ring } from '#keys/ring.ts'
import { make, sayFault, startBench, unlock } from '#keys/unlocking.ts'
import { readRecipient } from '#platform/seal/format.ts'
import { type Exported, type Taken, writeExport } from '../../export.ts'

/** Opens all records that a second coordinator consented to, and saves them as one file that is sealed again. */
class ExportSealed extends HTMLElement {
  #status = make('p', { className: 'hint', role: 'status' })

  connectedCallback() {
    this.querySelector('p')?.remove()
    const form = this.querySelector<HTMLElement>('.form')!
    form.hidden = false
    form.append(this.#status)
    const pressed = form.querySelector('button')!
    pressed.addEventListener('click', () => this.#run(pressed))
  }

  async #run(pressed: HTMLButtonElement) {
    if (pressed.disabled) return
    pressed.disabled = true
    const bench = startBench(this)
    try {
      const recipient = await this.#recipient(bench.ring)
      // The consent is good for one time: it is used when all else is at hand.
      if (recipient && (await unlock(bench, this))) {
        this.#say('working')
        const taken = await this.#take()
        if (taken) {
          const ask = { ring: bench.ring, records: taken.map(({ id }) => this.#addressOf(id)) }
          const opened = await bench.ask('open-many', ask)
          const format = this.querySelector<HTMLInputElement>('[name=format]:checked')?.value
          const text = writeExport(taken, opened as Exported[], format === 'jsonl' ? 'jsonl' : 'csv')
          this.#save(await sealTo(recipient, new TextEncoder().encode(text)))
          this.#say(opened.some(one => 'fault' in one) ? 'faults' : 'done')
          return
        }
      }
    } catch (error) {
      this.#status.textContent = sayFault(bench, error)
    }
    pressed.disabled = false
  }

  /** To whom the file is sealed: a recipient that was typed, or the member's own key. */
  async #recipient(ring: string): Promise<string | null> {
    const typed = this.querySelector<HTMLInputElement>('[name=recipient]')!.value.trim()
    if (!typed) {
      const { member } = (await (await fetch(ring, { cache: 'no-store' })).json()) as Ring
      if (!member) this.#say('no-own')
      return member?.recipient ?? null
    }
    try {
      readRecipient(typed)
      return typed
    } catch {
      this.#say('no-recipient')
      return null
    }
  }

  async #take(): Promise<Taken[] | null> {
    const { take = '', token = '', approval = '' } = this.dataset
    const body = new URLSearchParams({ token, approval })
    const answer = await fetch(take, { method: 'POST', body })
    if (answer.ok) return ((await answer.json()) as { records: Taken[] }).records
    this.#say('conflict')
    return null
  }

  #addressOf(id: string): string {
    return new URL((this.dataset['record'] ?? '').replace('ID', id), document.baseURI).href
  }

  #save(file: Uint8Array) {
    const blob = new Blob([file as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' })
    const link = make('a', { href: URL.createObjectURL(blob), download: 'contacts.age' })
    link.click()
    URL.revokeObjectURL(link.href)
  }

  #say(name: string) {
    const said = JSON.parse(this.dataset['said'] ?? '{}') as Record<string, string>
    this.#status.textContent = said[name] ?? ''
  }
}

customElements.define('export-sealed', ExportSealed)
