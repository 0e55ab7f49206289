/** Takes what stands behind '#' into the field inside and clears the address, so that no history keeps it. */
class CodeFromHash extends HTMLElement {
  connectedCallback() {
    this.take()
    addEventListener('hashchange', this.take)
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this.take)
  }

  take = () => {
    const input = this.querySelector('input')
    const code = decode(location.hash.slice(1))
    // Anchors of the page itself ('#content', '#errors') are no codes.
    if (!input || !/^[\w\- ]{20,100}$/.test(code)) return
    input.value = code
    history.replaceState(null, '', location.pathname + location.search)
    const next = [...(input.form?.elements ?? [])].find(
      element => element instanceof HTMLInputElement && element.type !== 'hidden' && element.value === '',
    )
    if (next instanceof HTMLElement) next.focus()
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

customElements.define('code-from-hash', CodeFromHash)
