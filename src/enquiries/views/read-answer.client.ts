// Reads the answer to an enquiry without telling the server the code: its hash finds what is sealed, the code opens it here.
type Opener = {
  fromCode(typed: string): { finder: string; open(answer: string): Promise<string | null> } | null
}
type Reply = {
  token: string
  slow?: { text: string; ticket: string }
  again?: true
  known?: { state: string; about: string; event: string; lines: string[]; answer: string | null }
}

class ReadAnswer extends HTMLElement {
  #busy = false
  #tries = 0

  connectedCallback() {
    const form = this.querySelector('form')
    form?.addEventListener('submit', event => {
      event.preventDefault()
      if (!this.#busy) void this.#read(form)
    })
  }

  async #read(form: HTMLFormElement) {
    this.#busy = true
    try {
      const { fromCode } = (await import(this.#address())) as Opener
      const code = fromCode(new FormData(form).get('code') as string)
      if (!code) this.#say(form, this.dataset['wrong'])
      else await this.#ask(form, code)
    } catch {
      this.#tries += 1
      this.#say(form, this.dataset['failed'])
    }
    this.#busy = false
  }

  /** Browsers remember that a module could not be loaded: another try needs another address. */
  #address(): string {
    const url = new URL(this.dataset['code']!, document.baseURI)
    if (this.#tries > 0) url.search = String(this.#tries)
    return url.href
  }

  async #ask(form: HTMLFormElement, code: NonNullable<ReturnType<Opener['fromCode']>>) {
    let reply = await this.#send(form, code.finder)
    // The page was open for so long that its token is too old.
    if (reply.again) reply = await this.#send(form, code.finder)
    const { known, slow } = reply
    if (!known) return this.#say(form, slow?.text ?? this.dataset[reply.again ? 'failed' : 'wrong'])
    const place = known.answer === null ? '' : ((await code.open(known.answer)) ?? this.dataset['broken']!)
    this.#show(known, place, code.finder)
  }

  async #send(form: HTMLFormElement, finder: string): Promise<Reply> {
    const fields = new FormData(form)
    const sent = {
      finder,
      token: fields.get('token') as string,
      ticket: (fields.get('ticket') ?? '') as string,
    }
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(sent) })
    const reply = (await answer.json()) as Reply
    this.#set(form, 'token', reply.token)
    this.#set(form, 'ticket', reply.slow?.ticket ?? '')
    return reply
  }

  #set(form: HTMLFormElement, name: string, value: string) {
    const input = form.querySelector<HTMLInputElement>(`[name=${name}]`) ?? document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.prepend(input)
  }

  #show({ state, about, event, lines }: NonNullable<Reply['known']>, place: string, finder: string) {
    const template = this.querySelector<HTMLTemplateElement>(`template[data-state="${state}"]`)!
    const part = template.content.cloneNode(true) as DocumentFragment
    const slot = (name: string) => part.querySelector<HTMLElement>(`[data-slot="${name}"]`)
    slot('about')!.textContent = about
    slot('event')!.setAttribute('href', event)
    if (slot('place')) slot('place')!.textContent = place
    slot('lines')!.append(
      ...lines.map(line => Object.assign(document.createElement('p'), { textContent: line })),
    )
    part.querySelector<HTMLInputElement>('[name=finder]')!.value = finder
    const token = this.querySelector<HTMLInputElement>('[name=token]')!.value
    part.querySelector<HTMLInputElement>('[name=token]')!.value = token
    this.replaceChildren(part)
    this.querySelector('h2')?.focus()
  }

  #say(form: HTMLFormElement, text = '') {
    this.querySelector('.summary')?.remove()
    const note = document.createElement('div')
    note.className = 'summary'
    note.setAttribute('role', 'alert')
    note.append(Object.assign(document.createElement('p'), { textContent: text }))
    form.before(note)
    form.querySelector<HTMLInputElement>('[name=code]')?.focus()
  }
}

customElements.define('read-answer', ReadAnswer)
