/** The addresses of the keys at the desk. */
export const keyPaths = {
  keys: '/desk/keys',
  ring: '/desk/keys/ring.json',
  setUp: '/desk/keys/set-up',
  mine: '/desk/keys/mine',
  myFile: '/desk/keys/mine/file',
  myPasskey: '/desk/keys/mine/passkey',
  dropPasskey: '/desk/keys/mine/passkey/remove',
  give: '/desk/keys/give',
  renew: '/desk/keys/renew',
  renewals: '/desk/keys/renewals.json',
  sheets: '/desk/keys/sheets',
  recover: '/desk/keys/recover',
  recovery: '/desk/keys/recovery.json',
} as const
