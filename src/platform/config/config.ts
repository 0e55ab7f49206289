import { isIP } from 'node:net'
import { resolve } from 'node:path'

export type Config = {
  port: number
  host: string
  /** Absolute addresses under which the public site is known, the first is the main one; no trailing slash. */
  publicUrls: [string, ...string[]]
  dataFolder: string
  /** PostgreSQL when given, otherwise SQLite in the data folder. */
  databaseUrl: string | null
  /** Where the desk listens alone, or null when it shares the public port. */
  deskAddress: { host: string; port: number } | null
  /** The origin members type into their browser; passkeys belong to it. */
  deskOrigin: string
  /** How many proxies in front are believed in X-Forwarded-For. */
  trustProxy: number
  /** How many days after its event a contact or a hidden place is deleted. */
  sealedDays: number
  demo: boolean
}

export type Setting = { name: string; cause: string; advice: string }

/**
 * Reads the configuration from environment variables. What is wrong comes back as a list, one entry a
 * variable, with cause and advice for the operator; values themselves are never repeated.
 */
export function readConfig(
  env: Record<string, string | undefined>,
): { ok: true; value: Config } | { ok: false; errors: Setting[] } {
  const errors: Setting[] = []
  const wrong = (name: string, cause: string, advice: string) => {
    errors.push({ name, cause, advice })
  }
  const text = (name: string) => env[name]?.trim() || undefined

  const port = readPort(text('PORT') ?? '3000')
  if (port === null) wrong('PORT', 'is not a port number', 'Give a number from 0 to 65535, such as 3000.')
  const host = text('HOST') ?? 'localhost'

  const publicUrls = (text('PUBLIC_URL') ?? `http://localhost:${port ?? 3000}`).split(/[\s,]+/).map(readUrl)
  if (publicUrls.includes(null))
    wrong(
      'PUBLIC_URL',
      'has an entry that is not an http or https address',
      'Give the addresses readers use, the main one first: https://example.org or https://example.org/day.',
    )

  const databaseUrl = text('DATABASE_URL') ?? null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    wrong(
      'DATABASE_URL',
      'does not begin with postgres://',
      'Give a PostgreSQL address, or leave it out to keep everything in one SQLite file.',
    )

  const deskText = text('DESK_ADDRESS')
  const deskAddress = deskText ? readAddress(deskText) : null
  if (deskText && !deskAddress)
    wrong('DESK_ADDRESS', 'is not host:port', 'Give an address such as 127.0.0.1:3001 or [::1]:3001.')

  const main = publicUrls[0] ?? 'http://localhost:3000'
  const deskOriginText = text('DESK_ORIGIN')
  const deskOrigin = deskOriginText
    ? readOrigin(deskOriginText)
    : deskAddress
      ? `http://localhost:${deskAddress.port}`
      : new URL(main).origin
  if (deskOrigin === null)
    wrong('DESK_ORIGIN', 'is not an origin', 'Give scheme, host and port only: https://desk.example.org.')

  const trustProxy = Number(text('TRUST_PROXY') ?? '0')
  if (!Number.isInteger(trustProxy) || trustProxy < 0 || trustProxy > 8)
    wrong(
      'TRUST_PROXY',
      'is not a small number',
      'Say how many proxies of yours stand in front: 0 for none, 1 for one nginx or Caddy.',
    )

  const sealedDays = Number(text('SEALED_DAYS') ?? '60')
  if (!Number.isInteger(sealedDays) || sealedDays < 1 || sealedDays > 3650)
    wrong(
      'SEALED_DAYS',
      'is not a number of days',
      'Say after how many days contacts of past events are deleted, from 1 to 3650.',
    )

  if (errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    value: {
      port: port!,
      host,
      publicUrls: publicUrls as [string, ...string[]],
      dataFolder: resolve(text('VESTKA_DATA') ?? 'data'),
      databaseUrl,
      deskAddress,
      deskOrigin: deskOrigin!,
      trustProxy,
      sealedDays,
      demo: text('VESTKA_DEMO') !== '0',
    },
  }
}

/** Where members find the desk, without a trailing slash: a path prefix of the public site counts where they share a port. */
export function deskUrl(config: Pick<Config, 'deskOrigin' | 'deskAddress' | 'publicUrls'>): string {
  const shared = config.deskAddress === null && new URL(config.publicUrls[0]).origin === config.deskOrigin
  return `${shared ? config.publicUrls[0] : config.deskOrigin}/desk`
}

function readPort(text: string): number | null {
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port <= 65535 ? port : null
}

function readUrl(text: string): string | null {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) return null
  return url.href.replace(/\/+$/, '')
}

function readOrigin(text: string): string | null {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search ? url.origin : null
}

function readAddress(text: string): { host: string; port: number } | null {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = match?.[3] ? readPort(match[3]) : null
  if (!host || port === null) return null
  return match?.[1] && isIP(match[1]) !== 6 ? null : { host, port }
}
