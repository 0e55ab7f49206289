import { type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { remoteFault } from './fault.ts'

export type Sent = {
  method: 'GET' | 'POST'
  cookie?: string
  fields?: Record<string, string>
  /** Goes along with the fields, as multipart. */
  file?: SentFile
}
export type SentFile = { field: string; bytes: Uint8Array }
export type Received = { status: number; headers: IncomingHttpHeaders; text: string }

// Through Tor a first connection takes its time.
const PATIENCE_MS = 90_000
const MOST_BYTES = 32 * 1024 * 1024
const CERTIFICATE = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/

/**
 * One request and its whole answer. Follows no redirect, keeps nothing, checks certificates whatever the environment
 * says. Throws remoteFault 'away', 'certificate' or 'odd' (an answer past 32 MB).
 */
export async function exchange(url: URL, { method, cookie, fields, file }: Sent): Promise<Received> {
  const form = fields && (await encode(fields, file))
  const options = {
    method,
    rejectUnauthorized: true,
    headers: {
      'User-Agent': 'vestka',
      ...(cookie ? { Cookie: cookie } : {}),
      ...(form ? { 'Content-Type': form.type, 'Content-Length': form.body.length } : {}),
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(remoteFault(CERTIFICATE.test(error.code ?? '') ? 'certificate' : 'away', { host: url.host }))
    const request = url.protocol === 'https:' ? tlsRequest : plainRequest
    const sent = request(url, options, answer => {
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MOST_BYTES) sent.destroy(remoteFault('odd'))
        else chunks.push(chunk)
      })
      answer.on('error', fail)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', fail)
    sent.end(form?.body)
  })
}

async function encode(
  fields: Record<string, string>,
  file?: SentFile,
): Promise<{ type: string; body: Buffer }> {
  if (!file)
    return {
      type: 'application/x-www-form-urlencoded',
      body: Buffer.from(new URLSearchParams(fields).toString()),
    }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append(file.field, new Blob([new Uint8Array(file.bytes)]), 'file')
  // Whatever encodes answers encodes requests the same way.
  const encoded = new Response(form)
  return { type: encoded.headers.get('content-type')!, body: Buffer.from(await encoded.arrayBuffer()) }
}
