import { askPasskey, type Bench, button, make, sayFault, startBench, unlock } from '../../unlocking.ts'

/** Makes a passkey that opens the member's key beside the seven words, tries it once, and sends what it opens. */
class AddPasskey extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    const status = make('p', { className: 'error' })
    status.setAttribute('role', 'alert')
    const add = button(
      this.dataset['add'] ?? '',
      async () => {
        add.disabled = true
        status.textContent = ''
        await this.add(status)
        add.disabled = false
      },
      true,
    )
    this.append(make('p', {}, add), status)
  }

  async add(status: HTMLElement) {
    let bench: Bench | undefined
    try {
      bench = startBench(this)
      const { ask, ring, say } = bench
      if (!(await hasPrf())) {
        status.textContent = say('no-prf')
        return
      }
      if (!(await unlock(bench, this))) return
      const made = await this.create()
      if (!made) {
        status.textContent = say('no-passkey')
        return
      }
      // It is asked again as it will be asked later: some say at first that they can and then do not.
      const found = made.enabled ? await askPasskey([made.id]) : null
      if (!found) {
        status.textContent = say(made.enabled ? 'no-passkey' : 'no-prf-passkey')
        return
      }
      const half = await ask('by-passkey', { ring, output: found.output })
      this.send(JSON.stringify({ ...half, passkeyId: found.id }))
    } catch (error) {
      status.textContent = bench ? sayFault(bench, error) : String(error)
    }
  }

  /** Null where the member cancelled, or the device has none. */
  async create(): Promise<{ id: string; enabled: boolean } | null> {
    const { organisation = '', name = '' } = this.dataset
    const publicKey: PublicKeyCredentialCreationOptions = {
      rp: { name: organisation },
      // Another user than at sign-in: the same one would take the place of the passkey that signs in.
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      pubKeyCredParams: [-8, -7, -257].map(alg => ({ type: 'public-key' as const, alg })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
      extensions: { prf: {} },
    }
    const made = await navigator.credentials.create({ publicKey }).catch(() => null)
    if (!(made instanceof PublicKeyCredential)) return null
    return { id: made.id, enabled: made.getClientExtensionResults().prf?.enabled === true }
  }

  send(payload: string) {
    const form = this.querySelector('form')!
    form.querySelector<HTMLInputElement>('[name="payload"]')!.value = payload
    form.submit()
  }
}

/** Whether it is worth asking; a browser that does not say is asked. */
async function hasPrf(): Promise<boolean> {
  if (!('credentials' in navigator) || !('PublicKeyCredential' in globalThis)) return false
  const { getClientCapabilities } = PublicKeyCredential as unknown as {
    getClientCapabilities?: () => Promise<Record<string, boolean>>
  }
  const known = await getClientCapabilities?.call(PublicKeyCredential).catch(() => null)
  return known?.['extension:prf'] !== false
}

customElements.define('add-passkey', AddPasskey)
