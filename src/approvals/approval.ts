/** What one coordinator may not do alone. */
export const APPROVAL_KINDS = ['give-key', 'add-coordinator', 'export'] as const
export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

/** Waiting, or decided; 'done' once what was approved has happened. */
export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'done'

/** A wish of a coordinator that a second one decides about. Days, no times. */
export type Approval = {
  /** UUIDv4. */
  id: string
  kind: ApprovalKind
  /** Who or what it is about, as a member reads it and as the log has it. */
  subject: string
  /** What will be carried out, as JSON; for 'give-key' with the copy, sealed to who gets it. */
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
