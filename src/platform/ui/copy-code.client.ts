// Adds a button that copies a code, where the browser allows it.
class CopyCode extends HTMLElement {
  connectedCallback() {
    const code = this.querySelector('output')?.textContent ?? ''
    if (!code || !navigator.clipboard) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--quiet'
    button.textContent = this.getAttribute('text') ?? ''
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code)
      button.textContent = this.getAttribute('done') ?? ''
    })
    this.append(button)
  }
}

customElements.define('copy-code', CopyCode)
