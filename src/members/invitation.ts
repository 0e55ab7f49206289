import type { Countries, Role } from './member.ts'

/** The first invitation makes the first coordinator; a reset lets a member set up the account again. */
export type InvitationKind = 'first' | 'invitation' | 'reset'

/** A way in that waits for somebody. `made` is a day, `expires` in ms UTC or null for 'until it is used'. */
export type Invitation = {
  id: string
  kind: InvitationKind
  memberId: string | null
  role: Role
  countries: Countries
  languages: readonly string[]
  invitedBy: string
  made: string
  expires: number | null
}

/** How long an invitation is good, in ms. */
export const INVITATION_MS = 7 * 86_400_000
