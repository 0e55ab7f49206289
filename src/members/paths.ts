/** The members' addresses at the desk. */
export const memberPaths = {
  desk: '/desk',
  signIn: '/desk/sign-in',
  unlock: '/desk/unlock',
  lock: '/desk/lock',
  signOut: '/desk/sign-out',
  welcome: '/desk/welcome',
  confirm: '/desk/welcome/confirm',
  account: '/desk/account',
  language: '/desk/account/language',
  passphrase: '/desk/account/passphrase',
  totp: '/desk/account/totp',
  totpConfirm: '/desk/account/totp/confirm',
  passkeys: '/desk/account/passkeys',
  removePasskey: '/desk/account/passkeys/remove',
  endSession: '/desk/account/sessions/end',
  endSessions: '/desk/account/sessions/end-all',
  members: '/desk/members',
  invite: '/desk/members/invite',
  /** Where the code of a coordinator's invitation is made that was approved. */
  inviteApproved: '/desk/members/invite/approved',
  revoke: '/desk/members/invitations/revoke',
  member: (id: string) => `/desk/members/${id}`,
  role: (id: string) => `/desk/members/${id}/role`,
  endSessionOf: (id: string) => `/desk/members/${id}/sessions/end`,
  reset: (id: string) => `/desk/members/${id}/reset`,
  remove: (id: string) => `/desk/members/${id}/remove`,
} as const

/** Addresses that need nobody signed in. */
export const OPEN_PATHS: readonly string[] = [memberPaths.signIn, memberPaths.welcome, memberPaths.confirm]

/** Addresses that a locked session still reaches. */
export const LOCKED_PATHS: readonly string[] = [memberPaths.unlock, memberPaths.signOut]

/** An address to come back to after signing in: within the desk and on this host, or null. */
export function returnPath(text: string): string | null {
  if (!/^\/desk(?:[/?]|$)/.test(text) || /[\\\p{Cc}]/u.test(text)) return null
  const url = URL.parse(text, 'http://desk.invalid')
  if (url?.host !== 'desk.invalid' || !/^\/desk(?:\/|$)/.test(url.pathname)) return null
  const isGate = [...OPEN_PATHS, ...LOCKED_PATHS].includes(url.pathname)
  return isGate ? null : url.pathname + url.search
}
