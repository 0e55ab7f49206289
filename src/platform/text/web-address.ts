/** A typed web address (http or https, no password in it, a host with a dot), with https where no scheme was typed; null for anything else. */
export function readWebAddress(text: string): string | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null
  return url.hostname.includes('.') ? url.href : null
}
