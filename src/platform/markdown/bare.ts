/**
 * How many characters of a text from `start`, behind 'https:', are an address: up to white space, a bracket or a quotation
 * mark, without the full stop or the bracket that belongs to the sentence; 0 for what has no dot in its host, or a name
 * and a password before it, or is longer than 2,000 characters.
 */
export function bareLength(text: string, start: number): number {
  RUN.lastIndex = start
  const run = RUN.exec(text)?.[0]
  if (!run || run.length > LONGEST) return 0
  const address = withoutEnd(run)
  const host = /^\/\/([^/?#]*)/.exec(address)![1]!
  return HOST.test(host) && URL.canParse(`https:${address}`) ? address.length : 0
}

const RUN = /\/\/[^\s<>"'`|\\^{}«»“”„‘’[\]]{1,2001}/y
// Read once for each place where one begins: without an end, a hostile text would be read again and again.
const LONGEST = 2000
const HOST = /^[^.:@]+(?:\.[^.:@]+)+(?::\d{1,5})?$/

function withoutEnd(run: string): string {
  let open = 0
  for (const letter of run) open += letter === '(' ? 1 : letter === ')' ? -1 : 0
  let end = run.length
  for (; end > 0; end--) {
    const last = run[end - 1]!
    if (last === ')' && open < 0) open++
    else if (!'.,;:!?…*_~'.includes(last)) break
  }
  return run.slice(0, end)
}
