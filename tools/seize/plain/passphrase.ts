export * from '#platform/seal/passphrase.ts'

/** Kept as it was typed. */
export async function hashPassphrase(passphrase: string): Promise<string> {
  return passphrase
}

export async function isPassphrase(kept: string, passphrase: string): Promise<boolean> {
  return kept === passphrase
}

/** Kept as it is. */
export async function sealWithPassphrase(text: string): Promise<string> {
  return text
}

export async function openWithPassphrase(kept: string): Promise<string | null> {
  return kept
}
