import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { currentRecipients, type Ring } from '#keys/ring.ts'
import { adviceError } from '#platform/log/advice.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'

/** What this machine remembers of a desk after its member compared it: public halves only. */
type Known = {
  /** The current keys by their purposes. */
  keys: Record<string, string>
  /** Members' own keys that were compared here. */
  members: string[]
}

/** How a desk's keys stand to what this machine remembers. */
export type Sight = {
  state: 'new' | 'same' | 'changed'
  /** Of the current keys, as this machine computes it; and as it was when it was confirmed. */
  fingerprint: string
  before: string | null
  /** Purposes whose keys are others than those remembered, or new. */
  changed: string[]
  /** Of the member's own key; null before it is made. */
  own: string | null
}

/** The memory of one machine, in a file that only its user reads. */
export type KnownSeals = {
  look(address: string, ring: Ring): Sight
  confirm(address: string, ring: Ring): void
  /** Whether a member's own key was compared here before. */
  isKnownMember(address: string, recipient: string): boolean
  confirmMembers(address: string, recipients: readonly string[]): void
}

/** Opens the memory in the user's folder for settings (XDG Base Directory Specification). */
export function openKnownSeals(env: Record<string, string | undefined>): KnownSeals {
  const folder = env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config')
  const file = join(folder, 'vestka', 'known-seals.json')
  const of = (address: string): Known | undefined => readAll(file)[address]
  const change = (address: string, make: (known: Known | undefined) => Known) => {
    const all = readAll(file)
    writeAll(file, { ...all, [address]: make(all[address]) })
  }
  return {
    look: (address, ring) => compare(of(address), ring),
    confirm: (address, ring) =>
      change(address, known => ({
        keys: purposesOf(ring),
        members: unique([...(known?.members ?? []), ...(ring.member ? [ring.member.recipient] : [])]),
      })),
    isKnownMember: (address, recipient) => of(address)?.members.includes(recipient) ?? false,
    confirmMembers: (address, recipients) =>
      change(address, known => ({
        keys: known?.keys ?? {},
        members: unique([...(known?.members ?? []), ...recipients]),
      })),
  }
}

function compare(known: Known | undefined, ring: Ring): Sight {
  const now = purposesOf(ring)
  const names = unique([...Object.keys(now), ...Object.keys(known?.keys ?? {})])
  const changed = names.filter(name => known?.keys[name] !== now[name])
  return {
    state: !known || Object.keys(known.keys).length === 0 ? 'new' : changed.length > 0 ? 'changed' : 'same',
    fingerprint: fingerprintOf(currentRecipients(ring.keys)),
    before: known ? fingerprintOf(Object.values(known.keys)) : null,
    changed,
    own: ring.member && fingerprintOf([ring.member.recipient]),
  }
}

function purposesOf({ keys }: Ring): Record<string, string> {
  const current = keys.filter(key => key.ended === null)
  return Object.fromEntries(current.map(({ purpose, recipient }) => [purpose, recipient]))
}

function readAll(file: string): Record<string, Known> {
  if (!existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw adviceError(
      'The file known-seals.json cannot be read.',
      'Look who changed it; then move it aside and compare the words with another member again.',
    )
  }
}

function writeAll(file: string, all: Record<string, Known>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
