import { createLane, type Lane } from '#platform/http/lane.ts'
import type { World } from '#platform/world.ts'
import { foldName } from './member.ts'
import type { Wait } from './wait.ts'

/** How fast one may guess. Nobody is ever shut out: past the burst one waits, with a ticket that then passes. */
export type Limits = {
  /** Signing in: by sender and name together, so that who guesses elsewhere does not slow the member. */
  signIn(asker: { client: string; name: string; ticket: string }): Wait | undefined
  /** Typing the passphrase within a session. */
  passphrase(asker: { session: string; ticket: string }): Wait | undefined
}

/** The limits of one process; they are kept in memory only. */
export function createLimits(world: World): Limits {
  const lane = (name: string, rules: { burst: number; windowMs: number; slowMs: number }) =>
    createLane({ name, ...rules }, world.secret, world.clock)
  const byName = lane('sign-in', { burst: 10, windowMs: 600_000, slowMs: 5_000 })
  const byClient = lane('sign-in-sender', { burst: 100, windowMs: 600_000, slowMs: 1_000 })
  const inSession = lane('passphrase', { burst: 10, windowMs: 600_000, slowMs: 5_000 })
  return {
    // There is no lane for all senders together: who floods it from many places would hold up every member. That the
    // machine is not flooded is seen to where passphrases are hashed; see platform/seal/queue.ts.
    signIn: ({ client, name, ticket }) => {
      const answer = byName.ask(`${client} ${foldName(name).slice(0, 80)}`, ticket || undefined)
      if (!answer.pass) return { seconds: answer.waitSeconds, ticket: answer.ticket }
      return answer.byTicket ? undefined : ask(byClient, client, ticket)
    },
    passphrase: ({ session, ticket }) => ask(inSession, session, ticket),
  }
}

function ask(lane: Lane, key: string, ticket: string): Wait | undefined {
  const answer = lane.ask(key, ticket || undefined)
  return answer.pass ? undefined : { seconds: answer.waitSeconds, ticket: answer.ticket }
}
