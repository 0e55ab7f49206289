import { memberPaths } from '#members/paths.ts'
import { exchange, type Received, type SentFile } from './exchange.ts'
import { remoteFault } from './fault.ts'

/** A desk at which somebody is signed in. The cookie is in memory only. */
export type Desk = {
  /** 'https://desk.example.org', with no slash at its end. */
  address: string
  /** The JSON at a path of the desk ('/desk/…'). Throws remoteFault 'ended' (or locked), 'not-found', 'odd'. */
  get(path: string): Promise<unknown>
  /** Sends a form; gives true, or false where the desk says that somebody else did it already (409). */
  post(path: string, fields: Record<string, string>, file?: SentFile): Promise<boolean>
  /** Ends the session; whatever goes wrong on the way is of no interest any more. */
  signOut(): Promise<void>
}

export type Credentials = { name: string; passphrase: string; totp: string }

/** The way in to a desk; it remembers between two attempts that it has waited already. */
export type Door = { address: string; signIn(credentials: Credentials): Promise<Desk> }

/**
 * Reads the address of a desk as people give it, with or without '/desk' at its end. Throws remoteFault 'address', or
 * 'plain' for http: only an onion service and this machine itself are reached without a certificate.
 */
export function readAddress(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw remoteFault('address')
  const isSafe = /(^|\.)onion$|^localhost$|\.localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(url.hostname)
  if (url.protocol === 'http:' && !isSafe) throw remoteFault('plain')
  return url.origin + url.pathname.replace(/(\/desk(\/.*)?)?\/*$/, '')
}

/** A door to the desk at an address from readAddress. */
export function createDoor(address: string): Door {
  let ticket = ''
  const at = (path: string) => new URL(address + path)
  return {
    address,
    signIn: async credentials => {
      const page = answered(await exchange(at(memberPaths.signIn), { method: 'GET' }), address)
      const token = page.status === 200 && hiddenField(page.text, 'token')
      if (!token) throw remoteFault('odd')
      const cookie = cookiesOf(page)
      const fields = { ...credentials, token, ticket, to: '', passkey: '', challenge: '' }
      const answer = await exchange(at(memberPaths.signIn), { method: 'POST', cookie, fields })
      if (answer.status === 429) {
        ticket = hiddenField(answer.text, 'ticket')
        throw remoteFault('wait', { seconds: Number(answer.headers['retry-after']) || 5 })
      }
      if (answer.status === 422) throw remoteFault('wrong')
      const session = cookiesOf(answer)
      if (answer.status !== 303 || !session) throw remoteFault('odd')
      ticket = ''
      return deskOf(address, session)
    },
  }
}

function deskOf(address: string, cookie: string): Desk {
  const at = (path: string) => new URL(address + path)
  const get = async (path: string) => checked(await exchange(at(path), { method: 'GET', cookie }), address)
  return {
    address,
    get: async path => {
      try {
        return JSON.parse((await get(path)).text)
      } catch (error) {
        throw error instanceof SyntaxError ? remoteFault('odd') : error
      }
    },
    post: async (path, fields, file) => {
      const form = file ? { fields, file } : { fields }
      const answer = await exchange(at(path), { method: 'POST', cookie, ...form })
      const isJson = /json/.test(answer.headers['content-type'] ?? '')
      if (answer.status === 409 && isJson) return false
      if ([400, 403, 409, 413, 422].includes(answer.status)) throw remoteFault('refused')
      // A form that was taken leads on to a page; one that needs signing in first leads there.
      checked(answer.status === 303 && !leadsToGate(answer) ? { ...answer, status: 200 } : answer, address)
      return true
    },
    signOut: async () => {
      const ending = async () => {
        const { text } = await get(memberPaths.account)
        const fields = { token: hiddenField(text, 'token') }
        await exchange(at(memberPaths.signOut), { method: 'POST', cookie, fields })
      }
      await ending().catch(() => undefined)
    },
  }
}

function checked(answer: Received, address: string): Received {
  if (leadsToGate(answer) || answer.status === 401) throw remoteFault('ended')
  answered(answer, address)
  if (answer.status === 404) throw remoteFault('not-found')
  if (answer.status === 429 || answer.status === 503)
    throw remoteFault('wait', { seconds: Number(answer.headers['retry-after']) || 10 })
  if (answer.status !== 200) throw remoteFault('odd')
  return answer
}

/** Throws where the server sends us to another one: a name and a passphrase go nowhere but where they were meant to go. */
function answered(answer: Received, address: string): Received {
  const { status, headers } = answer
  if (status >= 300 && status < 400)
    throw remoteFault('elsewhere', { to: URL.parse(headers.location ?? '', `${address}/`)?.origin ?? '–' })
  return answer
}

function leadsToGate({ status, headers }: Received): boolean {
  return status === 303 && /\b(sign-in|unlock)\b/.test(headers.location ?? '')
}

function cookiesOf({ headers }: Received): string {
  return (headers['set-cookie'] ?? []).map(line => line.split(';')[0]).join('; ')
}

/** The value of the first hidden field of that name, or nothing. Tokens and tickets hold no letters that HTML escapes. */
function hiddenField(page: string, name: string): string {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"&]*)"`).exec(page)?.[1] ?? ''
}
