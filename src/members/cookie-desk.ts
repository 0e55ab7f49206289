import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Config, deskUrl } from '#platform/config/config.ts'
import type { Ctx } from '#platform/http/context.ts'

type Where = Pick<Config, 'deskOrigin' | 'deskAddress' | 'publicUrls'>

/** The name and attributes of the cookie (RFC 6265bis): of this browser run only, never sent from other sites. */
export function sessionCookie(config: Where) {
  const secure = config.deskOrigin.startsWith('https:')
  return {
    name: secure ? '__Host-vestka-desk' : 'vestka-desk',
    attributes: {
      httpOnly: true,
      sameSite: 'Strict',
      secure,
      // The prefix __Host- asks for '/'. It is worth more than a narrow path: no neighbour host can set the cookie.
      path: secure ? '/' : new URL(deskUrl(config)).pathname,
    },
  } as const
}

export function readSessionToken(c: Ctx, config: Where): string | undefined {
  return getCookie(c, sessionCookie(config).name)
}

export function setSessionCookie(c: Ctx, config: Where, token: string): void {
  const { name, attributes } = sessionCookie(config)
  setCookie(c, name, token, attributes)
}

export function dropSessionCookie(c: Ctx, config: Where): void {
  const { name, attributes } = sessionCookie(config)
  deleteCookie(c, name, attributes)
}
