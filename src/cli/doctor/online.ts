import { type Finding, ok, warn } from './finding.ts'

/** What networks that stand in front of others' sites write into answers: header and a word in it. */
const SIGNS: readonly [string, RegExp][] = [
  ['cf-ray', /./],
  ['x-amz-cf-id', /./],
  ['x-served-by', /./],
  ['x-fastly-request-id', /./],
  ['x-akamai-transformed', /./],
  ['x-sucuri-id', /./],
  ['x-vercel-id', /./],
  ['x-azure-ref', /./],
  ['x-cdn', /./],
  ['cdn-requestid', /./],
  ['via', /cloudfront|varnish|google|akamai|fastly/i],
  ['server', /cloudflare|cloudfront|akamai|ddos-guard|bunnycdn|fastly|qrator|sucuri/i],
]

/**
 * Asks our own public addresses, and nobody else's, and looks whether somebody stands in front who reads along: they
 * hold the certificate, so nothing is sealed before them for who has no scripts. Onion addresses are not asked.
 */
export async function checkOnline(publicUrls: readonly string[]): Promise<Finding> {
  const addresses = publicUrls.filter(url => !new URL(url).hostname.endsWith('.onion'))
  const answers = await Promise.all(addresses.map(headersOf))
  const signs = [...new Set(answers.flatMap(headers => (headers ? signsIn(headers) : [])))]
  if (signs.length > 0)
    return warn(
      'cdn',
      `Somebody stands in front of the public address and reads along (${signs.join(', ')}).`,
      'Let names point to your own machine; against floods, a provider that does not open https.',
    )
  return answers.some(headers => headers === null)
    ? warn(
        'cdn',
        'A public address does not answer from here.',
        'Ask it from elsewhere: curl -sI ADDRESS/healthz',
      )
    : ok('cdn', 'Nobody seems to stand in front of the public addresses.')
}

/** What is said where nothing may be asked. */
export function notAsked(): Finding {
  return ok(
    'cdn',
    'Whether somebody stands in front of the public address was not looked at: add --online to ask it.',
  )
}

function signsIn(headers: Headers): string[] {
  return SIGNS.filter(([name, pattern]) => pattern.test(headers.get(name) ?? '')).map(([name]) => name)
}

async function headersOf(url: string): Promise<Headers | null> {
  try {
    // A redirect is not followed: it could lead to others.
    const answer = await fetch(`${url}/healthz`, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    await answer.body?.cancel()
    return answer.headers
  } catch {
    return null
  }
}
