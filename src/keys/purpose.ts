/** What the organisation's keys are for. Each petition has one of its own: 'petition:<id>'. */
export const PURPOSES = ['organisers', 'register', 'letters', 'backup'] as const
export type Purpose = (typeof PURPOSES)[number] | `petition:${string}`

/** The key whose secret half stands on the recovery sheets; with it all others can be opened again. */
export const RECOVERY = 'recovery'

// Roles by name, as the members' part has them.
const HOLDERS: Record<(typeof PURPOSES)[number] | 'petition', readonly string[]> = {
  organisers: ['coordinator', 'moderator'],
  register: ['coordinator', 'register'],
  letters: ['coordinator', 'letters'],
  backup: ['coordinator'],
  petition: ['coordinator', 'petitions'],
}

export function isPurpose(text: string): text is Purpose {
  return (PURPOSES as readonly string[]).includes(text) || /^petition:[0-9a-f-]{36}$/.test(text)
}

/** Whether a role needs the key of a purpose; for others there is no copy of it. */
export function mayHold(role: string, purpose: Purpose): boolean {
  const name = purpose.startsWith('petition:') ? 'petition' : (purpose as (typeof PURPOSES)[number])
  return HOLDERS[name].includes(role)
}

/** Whether a role needs any key, and so a member key of its own. */
export function holdsKeys(role: string): boolean {
  return Object.values(HOLDERS).some(roles => roles.includes(role))
}
