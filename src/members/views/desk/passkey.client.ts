import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** Asks the browser for a passkey, or for a new one, puts the answer into the form around it and sends that. */
class PasskeyButton extends HTMLElement {
  connectedCallback() {
    if (!browserSupportsWebAuthn()) return
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', event => {
      event.preventDefault()
      void this.answer()
    })
  }

  async answer() {
    const form = this.closest('form')
    const status = this.querySelector('[role="status"]')
    const input = this.querySelector<HTMLInputElement>('input[name="passkey"]')
    if (!form || !input || !form.reportValidity()) return
    if (status) status.textContent = ''
    try {
      const optionsJSON = JSON.parse(this.dataset['options'] ?? '{}')
      const answer =
        this.dataset['kind'] === 'create'
          ? await startRegistration({ optionsJSON })
          : await startAuthentication({ optionsJSON })
      input.value = JSON.stringify(answer)
      form.requestSubmit()
    } catch {
      // Cancelled, timed out, no passkey here: the browser has told the reader, and the form waits.
      if (status) status.textContent = this.dataset['failed'] ?? ''
    }
  }
}

customElements.define('passkey-button', PasskeyButton)
