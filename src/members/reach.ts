import type { Form } from '#platform/forms/form.ts'
import type { Errors } from './answer.ts'
import { countryName, readCountries } from './countries.ts'
import { type Member, type Reach, ROLES, reachOf } from './member.ts'

/** A role with its countries or languages as somebody typed them. */
export type ReachTyped = { role: string; reach: string; countries: string; languages: readonly string[] }

export const NOTHING_TYPED: ReachTyped = { role: '', reach: 'some', countries: '', languages: [] }

/** What a form says about role, countries and languages. `unknown` are the names that are no country's. */
export function readReach(
  form: Pick<Form, 'get' | 'all'>,
  codes: readonly string[],
): { typed: ReachTyped; errors: Errors; unknown: string; value: Reach } {
  const typed = {
    role: form.get('role'),
    reach: form.get('reach'),
    countries: form.get('countries').slice(0, 2000),
    languages: codes.filter(code => form.all('languages').includes(code)),
  }
  const role = ROLES.find(known => known === typed.role)
  const countries = readCountries(typed.countries, codes)
  const errors: Errors = {}
  if (!role) errors['role'] = 'members.invite.role-none'
  if (role === 'moderator' && typed.reach !== 'all') {
    if (countries.unknown.length > 0) errors['countries'] = 'members.invite.countries-unknown'
    else if (countries.codes.length === 0) errors['countries'] = 'members.invite.countries-none'
  }
  if (role === 'translator' && typed.languages.length === 0)
    errors['languages'] = 'members.invite.languages-none'
  return {
    typed,
    errors,
    unknown: countries.unknown.join(', '),
    value: reachOf({
      role: role ?? 'petitions',
      countries: typed.reach === 'all' ? 'all' : countries.codes,
      languages: typed.languages,
    }),
  }
}

/** The form of a member as they are. */
export function typedOf({ role, countries, languages }: Pick<Member, keyof Reach>, lang: string): ReachTyped {
  const isEverywhere = countries === 'all'
  return {
    role,
    reach: isEverywhere && role === 'moderator' ? 'all' : 'some',
    countries: isEverywhere ? '' : countries.map(code => countryName(code, lang)).join(', '),
    languages,
  }
}
