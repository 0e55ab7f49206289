/** Headers on every answer. Islands and styles come from our own origin; nothing else may run or load. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

export type HeaderOptions = {
  /** True for the page that others may show in a frame. */
  framed?: boolean
  /** True for data that scripts of other sites may read. */
  shared?: boolean
  /** True when the public address is https. */
  https?: boolean
}

/** The security headers of an answer, as name and value pairs (OWASP secure headers, CSP level 3). */
export function securityHeaders({ framed, shared, https }: HeaderOptions): Record<string, string> {
  return {
    'Content-Security-Policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors ${framed ? '*' : "'none'"}`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...(framed ? {} : { 'X-Frame-Options': 'DENY' }),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': framed || shared ? 'cross-origin' : 'same-origin',
    ...(shared ? { 'Access-Control-Allow-Origin': '*' } : {}),
    'Permissions-Policy':
      'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-DNS-Prefetch-Control': 'off',
    ...(https ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}
