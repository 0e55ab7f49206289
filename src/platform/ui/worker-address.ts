type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): Policy
}
type Policy = { createScriptURL(text: string): string }

const page = globalThis as unknown as { trustedTypes?: TrustedTypes; vestka?: Policy }

/**
 * The address of a worker of ours as the page's policy wants it, which has to allow `trusted-types vestka`. Throws
 * TypeError for anything but our own files.
 */
export function workerAddress(url: URL): string {
  if (!page.trustedTypes) return ours(url.href)
  // A page has one policy of a name, and several islands.
  page.vestka ??= page.trustedTypes.createPolicy('vestka', { createScriptURL: ours })
  return page.vestka.createScriptURL(url.href)
}

function ours(href: string): string {
  const { origin, pathname } = new URL(href)
  if (
    origin !== location.origin ||
    !/\/assets\/(opener|face-finder|heic-reader)-[0-9a-f]+\.js$/.test(pathname)
  )
    throw new TypeError('not a worker of this site')
  return href
}
