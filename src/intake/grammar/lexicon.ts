import { be } from '#intake/grammar/languages/be.ts'
import { en } from '#intake/grammar/languages/en.ts'
import { toLacinka } from '#intake/grammar/languages/lacinka.ts'
import { ru } from '#intake/grammar/languages/ru.ts'
import { uk } from '#intake/grammar/languages/uk.ts'
import type { Group, Vocabulary } from '#intake/grammar/languages/vocabulary.ts'
import { isRoom } from './links.ts'
import { type Token, tokenise } from './tokens.ts'

/** What a word or phrase can mean: its group, a value (a month, a kind, a zone) and how much it weighs among kinds. */
export type Sense = {
  readonly group: Group | 'month' | 'weekday' | 'kind' | 'zone'
  readonly value: string
  readonly level: number
  readonly language: string
}

/** A sense found in a line, with the tokens that it covers (`to` excluded). */
export type Tag = Sense & { readonly from: number; readonly to: number }

/** A line as it is read: its tokens and what begins at each. */
export type Reading = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly tags: readonly (readonly Tag[])[]
}

/** The languages that lists are read in. */
export const vocabularies: readonly Vocabulary[] = [en, be, ru, uk]

/** Cuts a line into tokens and says what each word or phrase can mean in any of the languages. */
export function readWords(text: string): Reading {
  const tokens = tokenise(text)
  const tags = tokens.map((token, index) => {
    if (token.kind === 'word') return tagsFrom(tokens, index)
    if (token.text === '&') return [{ ...ampersand, from: index, to: index + 1 }]
    return token.text.length > 4 && isRoom(token.text) ? [{ ...room, from: index, to: index + 1 }] : none
  })
  return { text, tokens, tags }
}

/** The longest tag of a group that begins at a token. */
export function tagAt(reading: Reading, index: number, group: Sense['group']): Tag | undefined {
  let best: Tag | undefined
  for (const tag of reading.tags[index] ?? none)
    if (tag.group === group && (!best || tag.to > best.to)) best = tag
  return best
}

/** Whether any of the groups begins at a token. */
export function isAt(reading: Reading, index: number, ...groups: Sense['group'][]): boolean {
  for (const tag of reading.tags[index] ?? none) if (groups.includes(tag.group)) return true
  return false
}

/** The first tag of a group in a stretch of tokens. */
export function findTag(
  reading: Reading,
  group: Sense['group'],
  from = 0,
  to = reading.tokens.length,
): Tag | undefined {
  for (let index = from; index < to; index++) {
    const tag = tagAt(reading, index, group)
    if (tag && tag.to <= to) return tag
  }
  return undefined
}

/** The text of a token, '' behind the last. */
export const textAt = (reading: Reading, index: number): string => reading.tokens[index]?.text ?? ''

/** Whether nothing stands between a token and the one before. */
export const gluedAt = (reading: Reading, index: number): boolean => reading.tokens[index]?.glued === true

type Item = { text: string; open: boolean }
type Entry = { rest: readonly Item[]; sense: Sense }

const none: readonly Tag[] = []
const ampersand: Sense = { group: 'and', value: '', level: 0, language: '' }
const room: Sense = { group: 'online', value: '', level: 0, language: '' }
const exact = new Map<string, Entry[]>()
const stems = new Map<string, Entry[]>()
const known = new Map<string, readonly Entry[]>()
const MOST_KEPT = 50_000
const SHORTEST_STEM = 2

function tagsFrom(tokens: readonly Token[], index: number): readonly Tag[] {
  const entries = entriesOf(tokens[index]!.fold)
  if (entries.length === 0) return none
  const tags: Tag[] = []
  for (const { rest, sense } of entries) {
    const to = endOf(tokens, index + 1, rest)
    if (sense.group === 'weekday' && !namesDay(tokens[index]!)) continue
    if (to > 0) tags.push({ ...sense, from: index, to })
  }
  return tags
}

/** Not 'five' and 'among', which fold to what a weekday does. */
function namesDay({ text }: Token): boolean {
  return !likeDays.has(text.toLowerCase().replace(/[’'ʼ]/g, ''))
}

const likeDays = new Set(['пять', 'среди', 'серед'])

// A hyphen between the words of a phrase does not matter, any other mark ends it.
function endOf(tokens: readonly Token[], from: number, rest: readonly Item[]): number {
  let at = from
  for (const item of rest) {
    if (tokens[at]?.text === '-') at++
    const token = tokens[at]
    if (!token || !(item.open ? token.fold.startsWith(item.text) : token.fold === item.text)) return -1
    at++
  }
  return at
}

function entriesOf(word: string): readonly Entry[] {
  if (exact.size === 0) load()
  const found = known.get(word)
  if (found) return found
  const entries = [...(exact.get(word) ?? [])]
  // The longest stem first: 'виставк*' before 'вистав*'.
  for (let length = word.length; length >= SHORTEST_STEM; length--) {
    const more = stems.get(word.slice(0, length))
    if (more) entries.push(...more)
  }
  if (known.size > MOST_KEPT) known.clear()
  known.set(word, entries)
  return entries
}

function load(): void {
  for (const vocabulary of vocabularies) add(vocabulary, word => word, vocabulary.language)
  add(be, word => toLacinka(word.toLowerCase()), 'be-Latn')
}

function add(vocabulary: Vocabulary, write: (word: string) => string, language: string): void {
  const put = (list: string, group: Sense['group'], value: string) => {
    for (const part of list.split(',')) addPhrase(write(part.trim()), { group, value, level: 2, language })
  }
  for (const [at, list] of vocabulary.months.entries()) put(list, 'month', String(at + 1))
  for (const [at, list] of vocabulary.weekdays.entries()) put(list, 'weekday', String(at + 1))
  for (const [group, list] of Object.entries(vocabulary.words)) put(list, group as Group, '')
  for (const [kind, list] of Object.entries(vocabulary.kinds)) put(list, 'kind', kind)
  for (const [zone, list] of Object.entries(vocabulary.zones ?? {})) put(list, 'zone', zone)
}

const levels: Record<string, number> = { '~': 1, '?': 0 }

function addPhrase(text: string, sense: Sense): void {
  const level = levels[text[0] ?? '']
  const words = tokenise((level === undefined ? text : text.slice(1)).replaceAll('’', "'"))
  const items: Item[] = []
  for (const word of words) {
    if (word.text === '*' && items.length > 0) items.at(-1)!.open = true
    else if (word.text !== '-' && word.text !== '!' && word.text !== '.')
      items.push({ text: word.fold, open: false })
  }
  const [first, ...rest] = items
  if (!first) return
  const map = first.open ? stems : exact
  const entry = { rest, sense: level === undefined ? sense : { ...sense, level } }
  const entries = map.get(first.text)
  if (entries) entries.push(entry)
  else map.set(first.text, [entry])
}
