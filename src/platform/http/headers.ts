/** Headers on every answer. Islands and styles come from our own origin; nothing else may run or load. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'"

export type HeaderOptions = {
  /** True for the page that others may show in a frame. */
  framed?: boolean
  /** True for data that scripts of other sites may read. */
  shared?: boolean
  /** True when the public address is https. */
  https?: boolean
  /** True for pages that open what is sealed, or look for faces: their worker's address has to pass a policy of ours. */
  opens?: boolean
  /** True for the worker that looks for faces in a browser: it alone may run WebAssembly. */
  engine?: boolean
  /** The hash of the style sheet inside the page, 'sha256-…'. */
  style?: string
}

/** The security headers of an answer, by their names in lower case (OWASP secure headers, CSP level 3). */
export function securityHeaders(options: HeaderOptions): Readonly<Record<string, string>> {
  const name = `${options.framed} ${options.shared} ${options.https} ${options.opens} ${options.engine} ${options.style}`
  const known = made.get(name)
  if (known) return known
  const headers = makeHeaders(options)
  made.set(name, headers)
  return headers
}

const made = new Map<string, Record<string, string>>()

function makeHeaders({ framed, shared, https, opens, engine, style }: HeaderOptions): Record<string, string> {
  const policy = engine
    ? CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    : CONTENT_SECURITY_POLICY
  return {
    'content-security-policy': `${policy}; trusted-types ${opens ? 'vestka' : "'none'"}; style-src 'self'${style ? ` '${style}'` : ''}; frame-ancestors ${framed ? '*' : "'none'"}`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(framed ? {} : { 'x-frame-options': 'DENY' }),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': framed || shared ? 'cross-origin' : 'same-origin',
    ...(shared ? { 'access-control-allow-origin': '*' } : {}),
    'permissions-policy':
      'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()',
    'x-permitted-cross-domain-policies': 'none',
    'x-dns-prefetch-control': 'off',
    ...(https ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  }
}
