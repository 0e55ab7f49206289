import type { Form } from '../forms/form.ts'
import type { World } from '../world.ts'
import type { Ctx } from './context.ts'
import { createLane, type Lane } from './lane.ts'
import { isFromOurForm } from './same-origin.ts'

export type Gate = {
  /**
   * Decides whether a form that is complete may be taken now. 'again': it must be sent once more, with a new
   * token; 'slow': the same, after some seconds and with the ticket. Throws Problem 'forbidden' for other sites.
   */
  ask(
    c: Ctx,
    form: Form,
    options?: { harder?: boolean },
  ):
    | { pass: true }
    | { pass: false; again: true }
    | { pass: false; again: false; slow: { seconds: number; ticket: string } }
}

/** A gate for one kind of public form, with limits of its own. */
export function createGate(
  world: World,
  rules: { name: string; burst: number; windowMs: number; slowMs: number },
): Gate {
  const usual = createLane(rules, world.secret, world.clock)
  // On the day of an attack everyone takes the slower lane, whoever they seem to be.
  const harder = createLane({ ...rules, name: `${rules.name} harder`, burst: 0 }, world.secret, world.clock)
  const askLane = (lane: Lane, client: string, ticket: string) => {
    const answer = lane.ask(client, ticket || undefined)
    return answer.pass
      ? { pass: true as const }
      : {
          pass: false as const,
          again: false as const,
          slow: { seconds: answer.waitSeconds, ticket: answer.ticket },
        }
  }
  return {
    ask: (c, form, options = {}) => {
      if (!isFromOurForm(c, form, { secret: world.secret, purpose: 'public', now: world.clock() }))
        return { pass: false, again: true }
      return askLane(options.harder ? harder : usual, c.get('client')(), form.get('ticket'))
    },
  }
}
