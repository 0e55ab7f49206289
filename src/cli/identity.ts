import { readFileSync } from 'node:fs'
import { adviceError } from '#platform/log/advice.ts'
import { openAge } from '#platform/seal/open.ts'
import { identityFrom } from '#platform/seal/pair.ts'
import { joinShares } from '#platform/seal/shares.ts'
import { readPhrase } from '#platform/seal/words.ts'
import { createTerminal } from './remote/terminal.ts'

/** The options by which a command gets a secret half. */
export type IdentityOptions = { identity: string | null; sheets: boolean }

/**
 * Takes `--identity FILE` and `--sheets` out of arguments; undefined where they are not used as they should be.
 */
export function takeIdentityOptions(
  args: readonly string[],
): { options: IdentityOptions; rest: string[] } | undefined {
  const rest = args.filter(arg => arg !== '--sheets')
  const at = rest.indexOf('--identity')
  if (at < 0) return { options: { identity: null, sheets: rest.length < args.length }, rest }
  const [, file] = rest.splice(at, 2)
  return file && !file.startsWith('-')
    ? { options: { identity: file, sheets: rest.length + 2 < args.length }, rest }
    : undefined
}

/**
 * The secret halves ('AGE-SECRET-KEY-1…') in an identity file, as `age` writes it; or those of two recovery sheets. A file that is
 * sealed with a passphrase, such as a member's key file, asks for it on the terminal. Throws advice.
 */
export async function readIdentities({ identity, sheets }: IdentityOptions): Promise<string[]> {
  const found = [...(identity === null ? [] : await readIdentityFile(identity))]
  if (sheets) found.push(await readSheets())
  return found
}

async function readIdentityFile(file: string): Promise<string[]> {
  const bytes = readOrAdvise(file)
  const isSealed = /^(age-encryption\.org\/v1\n|-----BEGIN AGE)/.test(
    bytes.subarray(0, 64).toString('latin1'),
  )
  const text = isSealed ? await askAndOpen(bytes) : bytes.toString('utf8')
  const identities = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => /^AGE-SECRET-KEY-1[0-9A-Z]+$/.test(line))
  if (identities.length === 0)
    throw adviceError('There is no key in this file.', "It has lines that begin with 'AGE-SECRET-KEY-1'.")
  return identities
}

async function askAndOpen(file: Buffer): Promise<string> {
  const terminal = createTerminal()
  try {
    const typed = await terminal.askSecret('The seven words (or the passphrase) of the key file:')
    const opened = await openAge([readPhrase(typed) ?? typed], file).catch(() => null)
    if (!opened) throw adviceError('These words do not open the key file.', 'Nothing was changed. Try again.')
    return new TextDecoder().decode(opened)
  } finally {
    terminal.close()
  }
}

async function readSheets(): Promise<string> {
  const terminal = createTerminal()
  try {
    const first = await terminal.askSecret('The words of one recovery sheet:')
    const second = await terminal.askSecret('The words of another:')
    const secret = await joinShares([first, second])
    if (!secret) throw adviceError('These are not two sheets of one set.', 'Check the words and the numbers.')
    return identityFrom(secret).identity
  } finally {
    terminal.close()
  }
}

function readOrAdvise(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw adviceError(`The file ${file} cannot be read.`, 'Check the name.')
  }
}
