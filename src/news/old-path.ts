/** A path as it is kept: decoded, NFC, without a slash at its end; a page's number instead where the path is the root. */
export function plainPath(path: string, search = ''): string {
  const number = /^\?(?:p|page_id)=(\d{1,12})(?:&|$)/.exec(search)?.[1]
  const plain = `/${decoded(path).normalize('NFC').split('/').filter(Boolean).join('/')}`
  return plain === '/' && number ? `/?p=${number}` : plain
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** An address of an older site as somebody gives it, whole or from the root, as it is kept; null for what leads nowhere. */
export function readOldPath(text: string): string | null {
  const url = URL.parse(
    /^https?:/i.test(text) ? text : `http://old.invalid${text.startsWith('/') ? '' : '/'}${text}`,
  )
  const path = url && plainPath(url.pathname, url.search)
  return path === '/' ? null : path
}
