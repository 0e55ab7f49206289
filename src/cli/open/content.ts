/** What an opened file holds: JSON (with spaces around it), a line of JSON each, or plain text; null for other bytes. */
export function readContent(plain: Uint8Array): { value: unknown } | null {
  const text = textOf(plain)
  if (text === null) return null
  return parsed(text) ?? linesOf(text) ?? { value: text.trimEnd() }
}

function linesOf(text: string): { value: unknown[] } | null {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const values = lines.map(parsed)
  return values.length > 1 && values.every(each => each !== null)
    ? { value: values.map(each => each!.value) }
    : null
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

function textOf(plain: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
