import { STATUS_CODES } from 'node:http'
import { securityHeaders } from './headers.ts'

/** The methods that anything of ours answers; others are refused before they reach an app (RFC 9110, 15.5.6). */
export const METHODS = ['GET', 'HEAD', 'POST'] as const

type Refusal = { status: number; headers: Record<string, string>; body: string }

/** An answer to what is no request for an app (broken HTTP, another method), with the headers that every answer has. */
export function refusal(status: number, https: boolean): Refusal {
  const body = `${STATUS_CODES[status] ?? 'Error'}\n`
  return {
    status,
    body,
    headers: {
      ...securityHeaders({ https }),
      'Cache-Control': 'no-store',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': String(body.length),
      ...(status === 405 ? { Allow: METHODS.join(', ') } : {}),
    },
  }
}

/** The same as the bytes of a whole HTTP/1.1 answer, for a connection that ends with it. */
export function rawRefusal(status: number, https: boolean): string {
  const { headers, body } = refusal(status, https)
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`, ...lines, '', body].join('\r\n')
}

/** The status for what node's parser refuses, by the code of its error. */
export function statusOfParserError(code: string | undefined): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    default:
      return 400
  }
}
