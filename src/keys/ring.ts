/** A key of the organisation as a member's own machine gets it; age files as base64. */
export type RingKey = {
  id: string
  purpose: string
  recipient: string
  made: string
  ended: string | null
  due: '' | 'left' | 'asked'
  /** Its secret half sealed to this member; null where this member holds none. */
  copy: string | null
}

/** All that a member's machine needs to open what this member may open. Every secret half in it is sealed. */
export type Ring = {
  /** For the forms that follow. */
  token: string
  /** Of the current keys, as the server has it; who opens computes it again from `keys`. */
  fingerprint: string
  /** The member's own key; null where none was made. */
  member: {
    recipient: string
    byWords: string
    byPasskey: string | null
    passkeyId: string | null
  } | null
  keys: RingKey[]
}

/** What the recovery sheets open. */
export type RecoveryRing = {
  /** The public half of the recovery key. */
  recipient: string
  keys: { id: string; purpose: string; recipient: string; recovery: string }[]
}

/** The public halves whose fingerprint members compare: those that what comes now is sealed to, and the recovery key. */
export function currentRecipients(keys: readonly Pick<RingKey, 'recipient' | 'ended'>[]): string[] {
  return keys.filter(key => key.ended === null).map(key => key.recipient)
}
