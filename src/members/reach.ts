import type { Form } from '#platform/forms/form.ts'
import type { Errors } from './answer.ts'
import { countryName, readCountries } from './countries.ts'
import { isCoordinator, type Member, type Reach, ROLES } from './member.ts'

/** A role and its countries as somebody typed them. */
export type ReachTyped = { role: string; reach: string; countries: string }

/** What a form says about role and countries. `unknown` are the names that are no country's. */
export function readReach(
  form: Pick<Form, 'get'>,
  langs: readonly string[],
): { typed: ReachTyped; errors: Errors; unknown: string; value: Reach } {
  const typed = {
    role: form.get('role'),
    reach: form.get('reach'),
    countries: form.get('countries').slice(0, 2000),
  }
  const role = ROLES.find(known => known === typed.role)
  const { codes, unknown } = readCountries(typed.countries, langs)
  const errors: Errors = {}
  if (!role) errors['role'] = 'members.invite.role-none'
  if (role === 'moderator' && typed.reach !== 'all') {
    if (unknown.length > 0) errors['countries'] = 'members.invite.countries-unknown'
    else if (codes.length === 0) errors['countries'] = 'members.invite.countries-none'
  }
  const countries = role === 'coordinator' || typed.reach === 'all' ? 'all' : codes
  return {
    typed,
    errors,
    unknown: unknown.join(', '),
    value: { role: role ?? 'moderator', countries, languages: [] },
  }
}

/** The form of a member as they are. */
export function reachOf(member: Pick<Member, 'role' | 'countries'>, lang: string): ReachTyped {
  const { role, countries } = member
  const isEverywhere = countries === 'all'
  return {
    role,
    reach: isEverywhere && !isCoordinator(member) ? 'all' : 'some',
    countries: isEverywhere ? '' : countries.map(code => countryName(code, lang)).join(', '),
  }
}
