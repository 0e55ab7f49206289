const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe for HTML content and for attributes in quotes. */
export function escapeText(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, sign => entities[sign]!) : text
}

/** An address for a link, escaped, or null for any scheme but http and https. */
export function escapeAddress(address: string | null | undefined): string | null {
  if (!address || !/^(https?:\/\/|[/?#.]|[\w-]+(?:[/?#.]|$))/i.test(address)) return null
  return escapeText(address)
}
