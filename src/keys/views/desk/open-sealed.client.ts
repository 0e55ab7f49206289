import { type Bench, button, make, sayFault, startBench, unlock } from '../../unlocking.ts'

/** A button that opens one sealed record on this machine; the worker is fetched when it is pressed. */
class OpenSealed extends HTMLElement {
  connectedCallback() {
    this.showButton()
  }

  say(name: string): string {
    return (JSON.parse(this.dataset['texts'] ?? '{}') as Record<string, string>)[name] ?? ''
  }

  showButton(focus = false) {
    const status = make('p', { className: 'hint', role: 'status' })
    const open = button(this.say('open'), () => this.open(open, status), true)
    const { what } = this.dataset
    if (what) open.setAttribute('aria-label', `${this.say('open')}: ${what}`)
    this.replaceChildren(open, status)
    if (focus) open.focus()
  }

  async open(pressed: HTMLButtonElement, status: HTMLElement) {
    if (pressed.disabled) return
    pressed.disabled = true
    status.textContent = this.say('opening')
    let bench: Bench | undefined
    try {
      bench = startBench(this)
      if (!(await unlock(bench, this))) return this.showButton(true)
      const record = new URL(this.dataset['record'] ?? '', document.baseURI).href
      this.show(bench, await bench.ask('open', { ring: bench.ring, record }))
    } catch (error) {
      pressed.disabled = false
      status.textContent = bench ? sayFault(bench, error) : this.say('away')
      pressed.focus()
    }
  }

  show({ ask }: Bench, value: unknown) {
    const { text } = value as { text?: unknown }
    // What is inside was written by anybody: it is shown as text and nothing else.
    const content = typeof text === 'string' ? text : JSON.stringify(value, null, 2)
    const shown = make('div', { className: 'opened plain', dir: 'auto', tabIndex: -1 }, content)
    const forget = button(
      this.say('forget'),
      async () => {
        await ask('forget', {})
        this.showButton(true)
        this.querySelector('[role="status"]')!.textContent = this.say('forgotten')
      },
      true,
    )
    const hide = button(this.say('hide'), () => this.showButton(true), true)
    this.replaceChildren(shown, make('p', { className: 'actions' }, hide, forget))
    shown.focus()
  }
}

customElements.define('open-sealed', OpenSealed)
