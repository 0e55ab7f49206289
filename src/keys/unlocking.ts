import { type Fault, faultOf, type Sight } from './opener.ts'
import { type Opener, startOpener } from './opener-link.ts'

/** The input from which a passkey makes its output (WebAuthn level 3, extension prf). */
const LABEL = new TextEncoder().encode('vestka member key')
const MEMORY = 'vestka-keys'

/** What an island around the worker has at hand: the worker, the ring's address and the words of the page. */
export type Bench = { ask: Opener; ring: string; say: (name: string) => string }

/** Reads the data attributes that openerData wrote, and starts or joins the worker. */
export function startBench(element: HTMLElement): Bench {
  const { texts = '{}', ring = '', worker = '' } = element.dataset
  const known = JSON.parse(texts) as Record<string, string>
  return {
    ask: startOpener(worker),
    ring: new URL(ring, document.baseURI).href,
    say: name => known[name] ?? name,
  }
}

/** What went wrong, in words. */
export function sayFault({ say }: Bench, error: unknown): string {
  return say(faultOf(error) satisfies Fault)
}

/**
 * Sees to it that the worker holds the member's key: asks for the seven words, or the passkey, in a form at the end of
 * `place` where it does not. Warns, and waits until the member has compared, where the keys are others than this device
 * remembers. False when the member gave up.
 */
export async function unlock(bench: Bench, place: HTMLElement): Promise<boolean> {
  const sight = await bench.ask('look', { ring: bench.ring })
  if (!(await compare(bench, { sight, place }))) return false
  if (sight.unlocked) return true
  if (!sight.hasKey) throw Object.assign(new Error('no-member-key'), { name: 'Fault' })
  return askForWords(bench, { sight, place })
}

/** Remembers the keys of now on this device, or forgets them. */
export function remember(fingerprint: string | null): void {
  if (fingerprint === null) localStorage.removeItem(MEMORY)
  else localStorage.setItem(MEMORY, fingerprint)
}

/** The fingerprint that this device remembers, or null. */
export function remembered(): string | null {
  return localStorage.getItem(MEMORY)
}

/** What a passkey makes of our label, or null: it has no such extension, or the reader cancelled. */
export async function askPasskey(ids: readonly string[]): Promise<{ id: string; output: Uint8Array } | null> {
  const allowCredentials = ids.map(id => ({ type: 'public-key' as const, id: bytesOf(id) }))
  const publicKey = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials,
    // With and without verification a key gives different outputs.
    userVerification: 'required' as const,
    extensions: { prf: { eval: { first: LABEL } } },
  }
  const found = await navigator.credentials.get({ publicKey }).catch(() => null)
  if (!(found instanceof PublicKeyCredential)) return null
  const output = found.getClientExtensionResults().prf?.results?.first
  return output ? { id: found.id, output: new Uint8Array(output as ArrayBuffer) } : null
}

/** An element with properties and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

type Asking = { sight: Sight; place: HTMLElement }

function compare({ say }: Bench, { sight, place }: Asking): Promise<boolean> {
  const before = remembered()
  if (before === null || before === sight.fingerprint) return Promise.resolve(true)
  return new Promise(resolve => {
    const box = make('div', { className: 'summary', role: 'alert' })
    const end = (accepted: boolean) => {
      if (accepted) remember(sight.fingerprint)
      box.remove()
      resolve(accepted)
    }
    box.append(
      make('p', {}, say('changed')),
      make('p', { className: 'fingerprint', translate: false, lang: 'en' }, sight.fingerprint),
      button(say('accept'), () => end(true)),
      button(say('cancel'), () => end(false)),
    )
    place.append(box)
  })
}

function askForWords(bench: Bench, { sight, place }: Asking): Promise<boolean> {
  const { ask, ring, say } = bench
  return new Promise(resolve => {
    const id = `words-${Math.random().toString(36).slice(2)}`
    const input = make('input', { id, type: 'text', autocomplete: 'off', spellcheck: false })
    input.setAttribute('autocapitalize', 'none')
    input.setAttribute('aria-describedby', `${id}-hint ${id}-error`)
    const wrong = make('p', { id: `${id}-error`, className: 'error', role: 'alert' })
    const box = make(
      'div',
      { className: 'unlock field' },
      make('label', { htmlFor: id }, say('words')),
      make('p', { id: `${id}-hint`, className: 'hint' }, say('words-hint')),
      wrong,
      input,
    )
    const end = (done: boolean) => {
      box.remove()
      resolve(done)
    }
    const attempt = async (work: () => Promise<unknown>) => {
      wrong.textContent = say('opening')
      await work().then(
        () => end(true),
        error => {
          wrong.textContent = sayFault(bench, error)
          input.focus()
        },
      )
    }
    const byWords = () => attempt(() => ask('unlock', { ring, words: input.value }))
    // A form of its own could stand inside another.
    input.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      void byWords()
    })
    const { passkeyId } = sight
    const byPasskey = async () => {
      const found = passkeyId ? await askPasskey([passkeyId]) : null
      if (!found) throw Object.assign(new Error('wrong-passkey'), { name: 'Fault' })
      await ask('unlock-passkey', { ring, output: found.output })
    }
    const row = make('p', { className: 'actions' }, button(say('unlock'), byWords))
    if (passkeyId && 'credentials' in navigator)
      row.append(button(say('by-passkey'), () => attempt(byPasskey), true))
    row.append(button(say('cancel'), () => end(false), true))
    box.append(row)
    place.append(box)
    input.focus()
  })
}

/** A button of the page; `quiet` where it is not the first choice. */
export function button(text: string, act: () => unknown, quiet = false): HTMLButtonElement {
  const made = make('button', { type: 'button', className: quiet ? 'button button--quiet' : 'button' }, text)
  made.addEventListener('click', () => void act())
  return made
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, letter => letter.charCodeAt(0))
}
