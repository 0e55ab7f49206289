import {
  type Bench,
  button,
  make,
  remember,
  remembered,
  sayFault,
  startBench,
  unlock,
} from '../../unlocking.ts'

/** Opens an age file from this machine with the keys that the member holds; it is not sent anywhere. */
class OpenFile extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    const input = this.querySelector('input')!
    const shown = make('div', { role: 'status' })
    this.append(shown)
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file) void this.open(file, shown)
    })
  }

  async open(file: File, shown: HTMLElement) {
    let bench: Bench | undefined
    shown.replaceChildren()
    try {
      bench = startBench(this)
      if (!(await unlock(bench, this))) return
      const bytes = new Uint8Array(await file.arrayBuffer())
      const opened = new Uint8Array(await bench.ask('open-file', { ring: bench.ring, file: bytes }))
      shown.replaceChildren(...this.contentOf(bench, opened, file.name.replace(/\.age$/, '')))
    } catch (error) {
      shown.replaceChildren(make('p', { className: 'error' }, bench ? sayFault(bench, error) : String(error)))
    }
  }

  /** Text is shown as it is; the rest is offered as a file. */
  contentOf({ say }: Bench, bytes: Uint8Array<ArrayBuffer>, name: string): HTMLElement[] {
    const save = button(say('save'), () => {
      const href = URL.createObjectURL(new Blob([bytes]))
      make('a', { href, download: name }).click()
      setTimeout(() => URL.revokeObjectURL(href), 60_000)
    })
    const text = textOf(bytes)
    const row = make('p', { className: 'actions' }, save)
    return text === null ? [row] : [make('div', { className: 'opened plain', dir: 'auto' }, text), row]
  }
}

/** A tick to remember the organisation's keys on this device, so that a change is noticed. */
class RememberKeys extends HTMLElement {
  async connectedCallback() {
    const box = this.querySelector('input')!
    const bench = startBench(this)
    const { fingerprint } = await bench.ask('look', { ring: bench.ring })
    box.checked = remembered() === fingerprint
    box.addEventListener('change', () => remember(box.checked ? fingerprint : null))
    this.querySelector('code')!.textContent = fingerprint
    this.hidden = false
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return bytes.length > 200_000 ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

customElements.define('open-file', OpenFile)
customElements.define('remember-keys', RememberKeys)
