/** What one coordinator may not do alone. */
export const APPROVAL_KINDS = ['give-key', 'add-coordinator', 'export', 'new-sheets'] as const
export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

/** Waiting, or decided; 'done' once what was approved has happened. */
export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'done'

/** A wish of a coordinator that a second one decides about. Days, no times. */
export type Approval = {
  /** UUIDv4. */
  id: string
  kind: ApprovalKind
  /**
   * Who or what it is about, as the log has it, in no language: a member's name with the purposes of keys, the name of
   * who becomes a coordinator or 'invitation', the purpose whose records are exported, 'recovery'.
   */
  subject: string
  /** What will be carried out, as JSON; for 'give-key' with the copies, sealed to who gets them. */
  payload: string
  /** The member who asked: id and name. */
  askedBy: { id: string; name: string }
  day: string
  state: ApprovalState
  /** Who decided, by name, and on which day. */
  decidedBy: string | null
  decided: string | null
}

/** A wish lapses so many days after it was asked. */
export const LAPSE_DAYS = 14

/** So many days after resetting another coordinator nobody decides alone, nor about the other's wishes. */
export const QUIET_DAYS = 7

/** What will happen, as far as a coordinator has to know it to decide. Null names are of what is gone. */
export type Deed =
  | {
      kind: 'give-key'
      member: { name: string; role: string } | null
      /** What the keys are for, each once. */
      purposes: readonly string[]
      /** Words over the public half of the member's own key, to be compared with them. */
      fingerprint: string
      /** The account was reset lately: whoever did that had the code of it. */
      reset: { by: string; day: string } | null
    }
  | { kind: 'invite' }
  | { kind: 'role'; member: { name: string; role: string } | null }
  | { kind: 'export'; what: string }
  /** A new recovery key; its words stand on each of the new sheets. */
  | { kind: 'new-sheets'; name: string; fingerprint: string }

/** A wish as one coordinator sees it; `problem` says why they may not decide, as a text key. */
export type ApprovalSeen = { approval: Approval; deed: Deed; lapses: string; problem: string | null }

/** What 'add-coordinator' carries: a code to invite somebody with, or a member who gets the role. */
export type CoordinatorWish = { what: 'invite' } | { what: 'role'; memberId: string }

/** What 'give-key' carries: copies (base64) of keys, sealed to the member's own public half as it was then. */
export type KeyWish = { memberId: string; recipient: string; copies: { keyId: string; body: string }[] }

/** What an approval carries; nothing that fits where it was carried out or refused. */
export function readWish(payload: string): Partial<CoordinatorWish & { memberId: string } & KeyWish> {
  return payload ? JSON.parse(payload) : {}
}
