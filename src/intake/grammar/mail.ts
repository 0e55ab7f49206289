import { tagAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'

const MOST = 15

/** The indexes of the lines of a letter's head ('From:', 'To:', 'Subject:', with the dates between), at the top of a text. */
export function findMailHead(lines: readonly Parsed[]): Set<number> {
  const top = lines.slice(0, MOST).filter(line => !line.isBlank)
  const heads = top.filter(isHead)
  const isMail = heads.length >= 2 || (heads.length === 1 && heads[0] === top[0])
  if (!isMail) return new Set()
  const last = heads.at(-1)!.index
  const first = heads[0]!.index
  const isDated = (line: Parsed) =>
    line.segments[0]?.key === 'key-date' || line.segments[0]?.key === 'key-when'
  const between = top.filter(line => line.index >= first - 1 && line.index <= last + 1 && isDated(line))
  return new Set([...heads, ...between].map(({ index }) => index))
}

function isHead({ line: { text }, segments: [first] }: Parsed): boolean {
  const at = text.indexOf(':')
  if (!first || at < 0 || at > 20) return false
  const { reading } = first.marks
  // 'From' and 'Subject' are read as text, and as keys where they are ones.
  const tag = first.key ? undefined : tagAt(reading, 0, 'mail-head')
  if (tag) return reading.tokens[tag.to]?.text === ':'
  return first.key === 'key-note' && words.has(text.slice(0, at).trim().toLowerCase())
}

const words = new Set(['тэма', 'тема', 'subject', 'e-mail', 'email'])
