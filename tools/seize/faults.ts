import { CARRIED, type Line } from './fields.ts'
import { goesTo, isOf } from './known.ts'
import type { Look } from './places.ts'
import { FORMS } from './table.ts'
import type { Tale } from './tale.ts'

/** Why a run does not count, whatever it found: the table and the site differ, or something was not filled in or searched. */
export function faultsOf(tale: Tale, looks: readonly Look[]): string[] {
  return [
    ...[...tale.unknown].map(one => `not in the table: ${one}`),
    ...unfilled(tale),
    ...unmet(tale),
    ...unsearched(tale, looks),
  ]
}

function unfilled({ canaries, filled }: Tale): string[] {
  const froms = new Set(canaries.all.map(({ from }) => from))
  const isFilled = (form: string, { names, family }: Line) =>
    // A code is one and the same in several forms.
    (family === 'codes' && [...filled].some(one => one.startsWith(`${form} `))) ||
    [...froms].some(from =>
      names.split(' ').some(name => from.startsWith(`${form}: ${name.replace(/\*.*/, '')}`)),
    )
  return FORMS.flatMap(({ form, lines }) =>
    lines
      .filter(line => line.family !== null && !CARRIED.includes(line) && !isFilled(form, line))
      .map(line => `nobody filled in: ${form}: ${line.label}`),
  )
}

/** What the table says and no page has: each address, and each line. */
function unmet({ met }: Tale): string[] {
  const all = [...met.values()]
  return FORMS.flatMap(({ form, at, lines }) => {
    const own = all.filter(({ line }) => line.form === form)
    return [
      ...at
        .filter(one => !own.some(({ form, path }) => goesTo(form, path, one)))
        .map(one => `in the table, and nobody met a form of it: ${one}`),
      ...lines
        .filter(line => !own.some(one => [...one.form.names].some(name => isOf(line, name))))
        .map(line => `in the table, and in no form: ${form}: ${line.label}`),
    ]
  })
}

/** Places in which not even what is clear was found: they were not really looked through. */
function unsearched({ house, set, skipped }: Tale, looks: readonly Look[]): string[] {
  return (
    [
      'data folder',
      'backups',
      ...(house.postgres ? ['folder of PostgreSQL', 'memory of PostgreSQL'] : []),
      ...(house.postgres && set === 'full' ? ['archive of PostgreSQL'] : []),
    ]
      .filter(place => skipped.every(line => !line.startsWith(place)))
      .filter(place => looks.every(look => look.place !== place || look.expected === 0))
      // What is clear is in the database, which is elsewhere with PostgreSQL.
      .filter(place => !(place === 'data folder' && house.postgres))
      .map(place => `nothing was found in the ${place}, not even what is clear (${house.engine})`)
  )
}
