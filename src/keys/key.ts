/** A key of the organisation as far as everyone may know it. */
export type Key = {
  /** UUIDv4. */
  id: string
  /** A Purpose, or 'recovery'. */
  purpose: string
  /** The public half, 'age1…' (age v1, X25519). */
  recipient: string
  /** The day on which it was made, and by whom. */
  made: string
  madeBy: string
  /** The day on which another took its place; null for the current one. */
  ended: string | null
  /** Why another has to take its place. */
  due: '' | 'left' | 'asked'
}

/** A member's own pair. The secret half is in age files that seven words, or a passkey, open. */
export type MemberKey = {
  memberId: string
  recipient: string
  byWords: Uint8Array
  byPasskey: Uint8Array | null
  /** The passkey whose PRF output opens `byPasskey`: its credential id, base64url. */
  passkeyId: string | null
  made: string
}
