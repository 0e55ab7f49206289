import { createHmac, timingSafeEqual } from 'node:crypto'

export type Lane = {
  /**
   * Asks to pass. `client` is a key from client.ts, `ticket` what an earlier 'wait' handed out. Either
   * passes, or says how many seconds to wait and gives a ticket that will then pass once.
   */
  ask(
    client: string,
    ticket?: string,
  ): { pass: true; byTicket: boolean } | { pass: false; waitSeconds: number; ticket: string }
}

type Rules = {
  /** Tickets of one lane pass in no other. */
  name: string
  /** So many pass at once in `windowMs` from one address. */
  burst: number
  windowMs: number
  /** Past that, one more every `slowMs`: nobody is shut out, everyone is slowed down. */
  slowMs: number
}

type Client = {
  windowStart: number
  /** How many passed at once in this window. */
  passed: number
  nextSlot: number
  /** Since when tickets pass, and how many have: one more every `slowMs`, whoever kept how many. */
  slowSince: number
  redeemed: number
}

const MAX_CLIENTS = 20_000
const MAX_USED = 50_000
const MAX_WAIT_MS = 10 * 60_000

/**
 * A limit that never closes: past the burst, an asker is told to come back in some seconds with a signed
 * ticket, and the waiting times of one address grow as more ask. Kept in memory only.
 */
export function createLane(rules: Rules, secret: Buffer, clock: () => number): Lane {
  const clients = new Map<string, Client>()
  const used = new Map<string, number>()

  const seal = (text: string) =>
    createHmac('sha256', secret).update(`lane ${rules.name} ${text}`).digest('base64url').slice(0, 22)
  const isRipe = (client: string, ticket: string, now: number): boolean => {
    const [at = '', mac = ''] = ticket.split('.')
    const expected = seal(`${client} ${at}`)
    if (mac.length !== expected.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(expected)))
      return false
    const slot = Number.parseInt(at, 36)
    return now >= slot && now <= slot + MAX_WAIT_MS && !used.has(mac)
  }
  const wait = (client: string, slot: number, now: number) => {
    const at = Math.ceil(slot).toString(36)
    const waitSeconds = Math.max(1, Math.ceil((slot - now) / 1000))
    return { pass: false as const, waitSeconds, ticket: `${at}.${seal(`${client} ${at}`)}` }
  }

  return {
    ask: (client, ticket) => {
      const now = clock()
      if (clients.size > MAX_CLIENTS || used.size > MAX_USED)
        forget(clients, used, now - Math.max(rules.windowMs, MAX_WAIT_MS))
      let seen = clients.get(client)
      if (!seen || now - seen.windowStart >= rules.windowMs) {
        const { nextSlot, slowSince, redeemed } = seen ?? { nextSlot: now, slowSince: now, redeemed: 0 }
        seen = { windowStart: now, passed: 0, nextSlot: Math.max(now, nextSlot), slowSince, redeemed }
        clients.set(client, seen)
      }
      if (ticket && isRipe(client, ticket, now)) {
        // Tickets at the end of the longest wait can be more than the lane carries: then they wait a moment more.
        if (seen.redeemed >= Math.floor((now - seen.slowSince) / rules.slowMs))
          return wait(client, now + rules.slowMs, now)
        const [at = '', mac = ''] = ticket.split('.')
        used.set(mac, Number.parseInt(at, 36))
        seen.redeemed += 1
        return { pass: true, byTicket: true }
      }
      if (seen.passed < rules.burst) {
        seen.passed += 1
        return { pass: true, byTicket: false }
      }
      // No ticket can be left from before: the lane begins anew, and has carried nobody yet.
      if (now > seen.nextSlot + MAX_WAIT_MS) {
        seen.slowSince = now
        seen.redeemed = 0
      }
      seen.nextSlot = Math.min(Math.max(seen.nextSlot, now) + rules.slowMs, now + MAX_WAIT_MS)
      return wait(client, seen.nextSlot, now)
    },
  }
}

function forget(clients: Map<string, Client>, used: Map<string, number>, before: number) {
  for (const [key, client] of clients)
    if (client.windowStart < before && client.nextSlot < before) clients.delete(key)
  for (const [key, slot] of used) if (slot < before) used.delete(key)
  if (clients.size > MAX_CLIENTS) clients.clear()
}
