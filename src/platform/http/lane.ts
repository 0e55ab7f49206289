import { createHmac, timingSafeEqual } from 'node:crypto'

export type Lane = {
  /**
   * Asks to pass. `client` is a key from client.ts, `ticket` what an earlier 'wait' handed out. Either
   * passes, or says how many seconds to wait and gives a ticket that will then pass once.
   */
  ask(client: string, ticket?: string): { pass: true } | { pass: false; waitSeconds: number; ticket: string }
}

type Rules = {
  /** So many pass at once in `windowMs` from one address. */
  burst: number
  windowMs: number
  /** Past that, one more every `slowMs`: nobody is shut out, everyone is slowed down. */
  slowMs: number
}

type Client = { windowStart: number; passed: number; nextSlot: number }

const MAX_CLIENTS = 20_000
const MAX_WAIT_MS = 10 * 60_000

/**
 * A limit that never closes: past the burst, an asker is told to come back in some seconds with a signed
 * ticket, and the waiting times of one address grow as more ask. Kept in memory only.
 */
export function createLane(rules: Rules, secret: Buffer, clock: () => number): Lane {
  const clients = new Map<string, Client>()
  const used = new Map<string, number>()

  const seal = (text: string) =>
    createHmac('sha256', secret).update(`lane ${text}`).digest('base64url').slice(0, 22)
  const redeem = (client: string, ticket: string, now: number): boolean => {
    const [at = '', mac = ''] = ticket.split('.')
    const expected = seal(`${client} ${at}`)
    if (mac.length !== expected.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(expected)))
      return false
    const slot = Number.parseInt(at, 36)
    if (now < slot || now > slot + MAX_WAIT_MS || used.has(mac)) return false
    used.set(mac, slot)
    return true
  }

  return {
    ask: (client, ticket) => {
      const now = clock()
      if (clients.size > MAX_CLIENTS) forget(clients, used, now - Math.max(rules.windowMs, MAX_WAIT_MS))
      let seen = clients.get(client)
      if (!seen || now - seen.windowStart >= rules.windowMs) {
        seen = { windowStart: now, passed: 0, nextSlot: Math.max(now, seen?.nextSlot ?? 0) }
        clients.set(client, seen)
      }
      if (ticket && redeem(client, ticket, now)) return { pass: true }
      if (seen.passed < rules.burst) {
        seen.passed += 1
        return { pass: true }
      }
      seen.nextSlot = Math.min(Math.max(seen.nextSlot, now) + rules.slowMs, now + MAX_WAIT_MS)
      const at = Math.ceil(seen.nextSlot).toString(36)
      return {
        pass: false,
        waitSeconds: Math.max(1, Math.ceil((seen.nextSlot - now) / 1000)),
        ticket: `${at}.${seal(`${client} ${at}`)}`,
      }
    },
  }
}

function forget(clients: Map<string, Client>, used: Map<string, number>, before: number) {
  for (const [key, client] of clients)
    if (client.windowStart < before && client.nextSlot < before) clients.delete(key)
  for (const [key, slot] of used) if (slot < before) used.delete(key)
  if (clients.size > MAX_CLIENTS) clients.clear()
}
