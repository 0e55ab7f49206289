/** A purpose on the page of keys. */
export type PurposeSeen = {
  purpose: string
  /** The current key; its day as text. */
  made: string
  madeBy: string
  due: '' | 'left' | 'asked'
  /** The members who hold the current key, by name. */
  holders: readonly string[]
  /** How many keys before it open what is older. */
  older: number
  /** What the browser needs to make a new one, as it is sent to makeKey. */
  ask: {
    purpose: string
    was: string
    recovery: string
    holders: readonly { memberId: string; recipient: string }[]
  }
  /** The names of those holders, by the public half of their own key. */
  names: Readonly<Record<string, string>>
}

/** A member whose role needs keys. */
export type HolderSeen = {
  id: string
  name: string
  role: string
  /** The public half of their own key, and its words; null where they made none. */
  own: { recipient: string; fingerprint: string } | null
  /** Keys that they may hold, do not, and that this coordinator can give: ids, and the purposes in order. */
  missing: { ids: readonly string[]; purposes: readonly string[] }
  /** The purposes of keys that somebody has asked to give them, and that wait for consent. */
  waiting: readonly string[]
}
