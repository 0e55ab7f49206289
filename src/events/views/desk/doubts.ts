import type { Event } from '../../event.ts'
import { looksLikePerson } from '../../host.ts'

export type Doubt = 'dangerous' | 'person' | 'no-point' | 'other-year' | 'no-hosts'

/** What the desk should look at before it publishes; keys of events.desk.doubt. */
export function doubtsOf({ content, edition }: Event, dangerous: readonly string[]): Doubt[] {
  const { where, when, hosts, anonymous } = content
  const doubts: [Doubt, boolean][] = [
    ['dangerous', where.country !== null && dangerous.includes(where.country)],
    ['person', hosts.some(looksLikePerson)],
    ['no-point', where.form === 'place' && where.point === null],
    ['other-year', when.from !== null && Number(when.from.slice(0, 4)) !== edition],
    ['no-hosts', hosts.length === 0 && !anonymous],
  ]
  return doubts.filter(([, holds]) => holds).map(([doubt]) => doubt)
}
