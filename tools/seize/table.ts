import { type FormLine, type Line, line } from './fields.ts'
import { MEMBERS_FORMS } from './forms-members.ts'
import { NEWSROOM_FORMS } from './forms-newsroom.ts'
import { VISITORS_FORMS } from './forms-visitors.ts'

/** Every form of the site and the desk. `npm run seize` fails on a field that stands in no line. */
export const FORMS: readonly FormLine[] = [...VISITORS_FORMS, ...MEMBERS_FORMS, ...NEWSROOM_FORMS]

/** What is sent with everything and typed into no form. */
export const ALWAYS: readonly Line[] = [
  line('never', '', 'address of the sender', {
    note: 'in memory only, as a hash with a salt of the day, to slow down floods',
    family: 'IP addresses',
  }),
  line('never', '', 'browser, page one comes from, other cookies', { family: 'user agents' }),
  line('hash', '', "cookie of a member's session", { note: 'ends after twelve hours', family: 'tokens' }),
]

/** What nobody types and is kept all the same: what of, what becomes of it, and what there is to say. */
export const BESIDE: readonly { of: string; what: string; kept: string; note: string }[] = [
  {
    of: 'all that is announced, asked or reported',
    what: 'when it was sent',
    kept: 'clear',
    note: 'a day, no time',
  },
  {
    of: 'members',
    what: 'secret of the authenticator app',
    kept: 'sealed under the passphrase',
    note: 'not readable from the database alone',
  },
  {
    of: '',
    what: 'passkey',
    kept: 'clear: its public half',
    note: "the secret half stays in the member's device",
  },
  {
    of: 'keys of the organisation and of members',
    what: 'public halves, and who holds which',
    kept: 'clear',
    note: '',
  },
  {
    of: '',
    what: 'secret halves',
    kept: '**sealed**',
    note: 'to members, to the recovery key, or under seven words',
  },
  {
    of: "the desk's log",
    what: "member's name, what was done, to what",
    kept: 'clear',
    note: 'for good; a day, no time, no address',
  },
  {
    of: 'opening what is sealed',
    what: 'how many records a member opened on a day',
    kept: 'clear',
    note: 'not which',
  },
]
