import { inviteMember, listInvitations, listMembers, removeMember, resetMember } from '#members/actions.ts'
import { readCountries } from '#members/countries.ts'
import { foldName, type Member, ROLES, type Wanted, writeReach } from '#members/member.ts'
import { deskUrl } from '#platform/config/config.ts'
import { adviceError } from '#platform/log/advice.ts'
import type { World } from '#platform/world.ts'
import { createWorld } from '#serve.ts'
import { configOf, EXIT, type Io, showUsage } from './command.ts'

const USAGE =
  'member invite ROLE | invite moderator COUNTRIES|all | invite translator LANGUAGES | list | remove NAME | reset NAME'
/** Who the log names for what is done here. */
const BY = 'command line'

/** Invites, lists, removes and resets members, beside a running server too. */
export async function run([what, ...args]: readonly string[], io: Io): Promise<number> {
  const action = ACTIONS[what ?? '']
  if (!action?.takes(args)) return showUsage(io, USAGE)
  const config = configOf(io)
  if (!config) return EXIT.usage
  const world = await createWorld(config)
  try {
    await action.run(world, args, io)
    return EXIT.done
  } finally {
    await world.database.close()
  }
}

type Action = {
  takes(args: readonly string[]): boolean
  run(world: World, args: readonly string[], io: Io): Promise<void>
}

const ACTIONS: Record<string, Action> = {
  invite: {
    takes: ([role, where, ...more]) =>
      more.length === 0 &&
      ROLES.some(known => known === role) &&
      Boolean(where) === (role === 'moderator' || role === 'translator'),
    run: async (world, [role, where = ''], io) => {
      // Whoever runs the server needs nobody's consent: they could write it into the database.
      const { code } = await inviteMember(world, { ...wantedOf(world, role!, where), by: BY })
      showCode(world, code, io)
    },
  },
  list: {
    takes: args => args.length === 0,
    run: async (world, _, io) => {
      for (const member of await listMembers(world)) io.out(describe(member))
      const open = await listInvitations(world)
      if (open.length > 0) io.out(`Open invitations: ${open.length}`)
    },
  },
  remove: {
    takes: args => args.length === 1,
    run: async (world, [name], io) => {
      const { id } = await findByName(world, name!)
      const answer = await removeMember(world, { id, by: BY })
      if (!answer.ok)
        throw adviceError('This is the last coordinator who can sign in.', 'Invite another one first.')
      io.out('Removed, and signed out everywhere. What they could read counts as known to them.')
      if (answer.value.due.length > 0)
        io.out(
          `These keys need others in their place, at the desk under /desk/keys: ${answer.value.due.join(', ')}.`,
        )
    },
  },
  reset: {
    takes: args => args.length === 1,
    run: async (world, [name], io) => {
      const { id } = await findByName(world, name!)
      const answer = await resetMember(world, { id, by: BY, evenLast: true })
      if (!answer.ok) throw adviceError('The member is gone.', 'List the members and try again.')
      io.out('Their passphrase and second factors are gone, and they are signed out everywhere.')
      io.out('Their keys stay sealed under their seven words.')
      showCode(world, answer.value.code, io)
    },
  },
}

function showCode(world: World, code: string, io: Io) {
  const address = `${deskUrl(world.config)}/welcome`
  io.out('Hand this over in person or in an encrypted message. It works once, within seven days:')
  io.out(`${address}#${code}`)
  io.out(`(or: open ${address} and type ${code})`)
}

function describe({ name, since, active, ...reach }: Member): string {
  return `${name}: ${writeReach(reach)}, since ${since}${active ? '' : ', waits to be set up again'}`
}

function wantedOf(world: World, name: string, where: string): Wanted {
  const role = ROLES.find(known => known === name)!
  if (role === 'translator') return { role, languages: languagesOf(world, where) }
  if (role !== 'moderator') return { role }
  if (where === 'all') return { role, countries: 'all' }
  const { codes, unknown } = readCountries(where, world.texts.codes)
  if (unknown.length > 0 || codes.length === 0)
    throw adviceError(
      'A country is not known.',
      'Give ISO codes with commas between them, such as PL,LT, or all.',
    )
  return { role, countries: codes }
}

function languagesOf(world: World, text: string): string[] {
  const { codes } = world.texts
  const languages = text.split(',').filter(Boolean)
  if (languages.length === 0 || languages.some(language => !codes.includes(language)))
    throw adviceError('A language is not known.', `Give codes with commas between them: ${codes.join(',')}.`)
  return languages
}

async function findByName(world: World, name: string): Promise<Member> {
  const members = await listMembers(world)
  const found = members.find(member => foldName(member.name) === foldName(name))
  if (!found) throw adviceError('Nobody has that name.', 'See ./vestka member list.')
  return found
}
