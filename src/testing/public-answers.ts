import { fillIn, routesOf } from './hostile.ts'
import { ask } from './wire.ts'
import type { TestWorld } from './world.ts'

export type Known = {
  langs: readonly string[]
  slugs: readonly string[]
  countries: readonly string[]
  years: readonly string[]
  /** What is asked of every list, map, calendar and feed, such as '?q=word'. */
  queries: readonly string[]
}

/** Every address that the public can read: all routes of the app with what is known filled in, with and without queries. */
export function publicAddresses(site: Pick<TestWorld, 'public'>, known: Known): string[] {
  const values: Record<string, readonly string[]> = {
    lang: known.langs,
    slug: known.slugs,
    file: known.slugs.map(slug => `${slug}.ics`),
    country: known.countries,
    year: known.years,
  }
  const paths = routesOf(site.public)
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) => {
      const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
      const rows = names.reduce<Record<string, string>[]>(
        (all, name) => all.flatMap(row => (values[name] ?? ['x']).map(value => ({ ...row, [name]: value }))),
        [{}],
      )
      return rows.map(row => fillIn(path, name => row[name] ?? ''))
    })
  const first = known.langs[0]
  return [...new Set(paths)].flatMap(path => [
    path,
    // A query is the same in every language.
    ...(path.startsWith(`/${first}/`) ? known.queries.map(query => path + query) : []),
  ])
}

/** What the public gets at each address, status and headers included; codes and tokens of forms are taken out. */
export async function publicAnswers(
  port: number,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const path of addresses) {
    const { status, headers, text } = await ask(port, { path })
    // A page has its ETag only from the second time on; it is a digest of the body.
    const { date: _, etag: _etag, 'content-length': _length, ...lasting } = headers
    answers.set(path, plain(`${status} ${JSON.stringify(lasting)}\n${text}`))
  }
  return answers
}

/** The same for the search that keeps its words out of the address. */
export async function quietSearches(port: number, words: readonly string[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const word of words)
    for (const name of ['q', 'city']) {
      const body = `${name}=${encodeURIComponent(word)}`
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await ask(port, { method: 'POST', path: '/en/events', headers, body })
      answers.set(body, `${answer.status} ${plain(answer.text)}`)
    }
  return answers
}

function plain(text: string): string {
  return text.replace(/name="(token|code|id)" value="[^"]*"/g, 'name="$1"')
}
