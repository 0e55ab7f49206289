import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '#platform/config/config.ts'
import { type Finding, ok, warn } from './finding.ts'

/** A line of nginx's configuration, with what stands in its braces. */
type Directive = { name: string; values: string[]; inside: Directive[] }
/** A directive with those around it, the nearest first. */
type Path = readonly Directive[]

/**
 * Reads how nginx and Caddy on this machine pass requests on to Vestka, and says what of it would be written down:
 * who visits, what they send, what they read. `root` is where /etc is looked for.
 */
export function checkProxyFiles(config: Config, root = ''): Finding[] {
  const nginx = join(root, '/etc/nginx/nginx.conf')
  const caddy = join(root, '/etc/caddy/Caddyfile')
  try {
    return [
      ...(existsSync(nginx) ? [checkNginx(readNginx(nginx, root), config)] : []),
      ...(existsSync(caddy) ? [checkCaddy(readFileSync(caddy, 'utf8'))] : []),
    ]
  } catch {
    return [
      warn(
        'proxy-files',
        'The configuration of the proxy cannot be read by this user.',
        'See yourself that it writes no access log and keeps no bodies: compare it with deploy/.',
      ),
    ]
  }
}

function checkNginx(top: Directive[], config: Config): Finding {
  const main: Directive = { name: 'main', values: [], inside: top }
  const servers = withPaths([main], 'server').filter(([, around]) => around!.name === 'http')
  const upstreams = withPaths([main], 'upstream').map(([upstream]) => upstream!)
  const ours = servers.filter(([server]) => isOurs(server!, upstreams, config))
  if (ours.length === 0)
    return ok('proxy-files', 'nginx on this machine does not pass requests on to Vestka.')
  const places = ours.flatMap(path => [path, ...withPaths(path, 'location')])
  const faults = FAULTS.filter(({ has }) => places.some(has)).map(({ text }) => text)
  return faults.length === 0
    ? ok('proxy-files', 'nginx writes down neither visitors nor what they send.')
    : warn(
        'proxy-files',
        `nginx ${faults.join('; it ')}.`,
        'Compare its configuration with deploy/nginx.conf.',
      )
}

const FAULTS: { text: string; has(path: Path): boolean }[] = [
  {
    text: 'writes an access log: who visits, when and what',
    // Where nothing is said, it does.
    has: path => nearest(path, 'access_log')?.values[0] !== 'off',
  },
  {
    text: 'notes addresses in its error log',
    has: path => nearest(path, 'error_log')?.values[0] !== '/dev/null',
  },
  {
    text: 'may write what is sent to a file before it passes it on (proxy_request_buffering)',
    has: path => passesOn(path) && nearest(path, 'proxy_request_buffering')?.values[0] !== 'off',
  },
  {
    text: 'writes what is sent to files (client_body_in_file_only)',
    has: path => (nearest(path, 'client_body_in_file_only')?.values[0] ?? 'off') !== 'off',
  },
  {
    text: 'may write answers to files (proxy_max_temp_file_size, proxy_cache)',
    has: path =>
      passesOn(path) &&
      ((nearest(path, 'proxy_max_temp_file_size')?.values[0] !== '0' &&
        nearest(path, 'proxy_buffering')?.values[0] !== 'off') ||
        (nearest(path, 'proxy_cache')?.values[0] ?? 'off') !== 'off'),
  },
]

/** A directive of the place itself, or of the nearest one around it that has it: so nginx inherits. */
function nearest(path: Path, name: string): Directive | undefined {
  for (const place of path) {
    const found = place.inside.find(directive => directive.name === name)
    if (found) return found
  }
  return undefined
}

function passesOn([place]: Path): boolean {
  return place!.inside.some(({ name }) => name === 'proxy_pass')
}

/** All directives of a name below the first of a path, however deep, each with the path to it. */
function withPaths(path: Path, name: string): Path[] {
  return path[0]!.inside.flatMap(directive => {
    const own = [directive, ...path]
    return [...(directive.name === name ? [own] : []), ...withPaths(own, name)]
  })
}

/** Whether a server passes on to one of our ports, or answers to one of our names. */
function isOurs(server: Directive, upstreams: readonly Directive[], config: Config): boolean {
  const ports = [config.port, ...(config.deskAddress ? [config.deskAddress.port] : [])]
  const names = [...config.publicUrls, config.deskOrigin].map(url => new URL(url).hostname)
  const isPort = (text: string) => ports.some(port => new RegExp(`:${port}(/|;|$)`).test(text))
  const targets = withPaths([server], 'proxy_pass').map(([pass]) => pass!.values[0] ?? '')
  return (
    server.inside.some(
      ({ name, values }) => name === 'server_name' && values.some(value => names.includes(value)),
    ) ||
    targets.some(
      target =>
        isPort(target) ||
        upstreams.some(
          ({ values, inside }) =>
            target.split('/')[2] === values[0] &&
            inside.some(member => member.name === 'server' && isPort(member.values[0] ?? '')),
        ),
    )
  )
}

/** Caddy writes an access log of a site only where it is told to. Its global options stand first, without a name. */
function checkCaddy(text: string): Finding {
  const stack: string[] = []
  let writes = false
  for (const line of text.split('\n').map(each => each.replace(/(^|\s)#.*$/, '').trim())) {
    const isLog = /^log(\s|$)/.test(line) && stack.length > 0 && stack[0] !== ''
    if (isLog) writes = true
    if (line.startsWith('}')) stack.pop()
    if (line.endsWith('{')) stack.push(line.slice(0, -1).trim())
    if (/^output\s+discard$/.test(line) && stack.at(-1)?.startsWith('log')) writes = false
  }
  return writes
    ? warn(
        'proxy-files',
        'Caddy writes an access log: who visits, when and what.',
        'Take `log` out of the site; compare it with deploy/Caddyfile.',
      )
    : ok('proxy-files', 'Caddy writes no access log.')
}

/** The directives of a file of nginx and of those that it includes. */
function readNginx(file: string, root: string): Directive[] {
  // Words, texts in quotation marks, and the three signs.
  const words = readFileSync(file, 'utf8')
    .replace(/(^|\s)#.*$/gm, '')
    .match(/"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[{};]|[^\s{};]+/g)
  const all = words ?? []
  let at = 0
  const readBlock = (): Directive[] => {
    const found: Directive[] = []
    let now: string[] = []
    while (at < all.length) {
      const word = all[at++]!
      if (word === '}') break
      if (word !== ';' && word !== '{') {
        now.push(word.replace(/^(["'])(.*)\1$/, '$2'))
        continue
      }
      const [name = '', ...values] = now
      now = []
      const inside = word === '{' ? readBlock() : []
      if (name === 'include') found.push(...included(values[0] ?? '', root))
      else found.push({ name, values, inside })
    }
    return found
  }
  return readBlock()
}

function included(pattern: string, root: string): Directive[] {
  const base = join(root, '/etc/nginx')
  const path = pattern.startsWith('/') ? join(root, pattern) : resolve(base, pattern)
  return globSync(path)
    .sort()
    .flatMap(file => readNginx(file, root))
}
