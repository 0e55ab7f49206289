// Shows a text beside its form as readers will see it, while it is being written: what the button 'Preview' answers.
class LivePreview extends HTMLElement {
  #timer = 0
  #request: XMLHttpRequest | undefined
  #changed = () => {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#show(), 800)
  }

  connectedCallback() {
    this.#form?.addEventListener('input', this.#changed)
  }

  disconnectedCallback() {
    this.#form?.removeEventListener('input', this.#changed)
    clearTimeout(this.#timer)
    this.#request?.abort()
  }

  get #form() {
    return this.closest('form')
  }

  #show() {
    const form = this.#form
    if (!form) return
    this.#request?.abort()
    const request = new XMLHttpRequest()
    this.#request = request
    // Read as a document: nothing in it runs, and no text is handed to innerHTML.
    request.responseType = 'document'
    request.onload = () => {
      const preview = request.status === 200 && request.responseXML?.getElementById('preview')
      if (!preview) return
      // The page may hold one that was asked for by its button.
      for (const old of document.querySelectorAll('#preview')) old.remove()
      this.replaceChildren(document.importNode(preview, true))
      // Longer than the screen it scrolls, by keyboard too.
      this.tabIndex = 0
    }
    const body = new FormData(form)
    body.set('do', 'preview')
    request.open('POST', form.action)
    request.send(body)
  }
}

customElements.define('live-preview', LivePreview)
