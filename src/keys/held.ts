/** What a member holds, by purpose, in the order of the keys. */
export type Held = {
  /** The current key, and all older ones that they need for what came before. */
  now: string[]
  /** Older keys alone: they open what came before and not what comes. */
  older: string[]
  /** Asked for, and waiting for consent. */
  waiting: string[]
  /** What the role may open and nobody has given or asked for. */
  lacking: string[]
}
