import type { Filled } from './fill.ts'

/** The body of a form as a browser sends it. */
export function bodyOf(filled: Filled): { body: Buffer; type: string } {
  if (filled.form.multipart) return multipartOf(filled)
  const body = Buffer.from(new URLSearchParams(filled.fields).toString())
  return { body, type: 'application/x-www-form-urlencoded' }
}

/** The same form as multipart/form-data (RFC 7578), with its files. */
export function multipartOf({ fields, files }: Filled): { body: Buffer; type: string } {
  const boundary = 'seize-boundary'
  const begin = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`
  return {
    body: Buffer.concat([
      ...fields.map(([name, value]) => Buffer.from(`${begin(name)}\r\n\r\n${value}\r\n`)),
      ...files.flatMap(([name, { name: filename, type, bytes }]) => [
        Buffer.from(`${begin(name)}; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`),
        bytes,
        Buffer.from('\r\n'),
      ]),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}
