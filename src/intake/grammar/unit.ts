import type { Key } from '#intake/grammar/languages/vocabulary.ts'
import type { Context } from './context.ts'
import type { Segment } from './fields.ts'
import type { Marks } from './marks.ts'

/** A piece of text that tells of one event, and as what it does: under a key, as its title, its first line, a note, a part of its programme. */
export type Piece = {
  readonly role: Key | 'title' | 'head' | 'note' | 'sub'
  readonly text: string
  readonly marks: Marks
}

/** The lines that make one event. Offsets are of the whole text. */
export type Unit = {
  readonly pieces: Piece[]
  readonly context: Context
  readonly from: number
  to: number
  readonly bullet: boolean
  readonly depth: number
  /** A programme has been opened: times that follow are parts of it. */
  programme: boolean
  readonly isProse: boolean
}

export function pieceOf(role: Piece['role'], { text, marks }: Pick<Segment, 'text' | 'marks'>): Piece {
  return { role, text, marks }
}

export function hasRole(unit: Unit, ...roles: Piece['role'][]): boolean {
  return unit.pieces.some(piece => roles.includes(piece.role))
}

export function hasTime(unit: Unit): boolean {
  return unit.pieces.some(
    piece => piece.role !== 'sub' && piece.role !== 'key-note' && piece.marks.times.length > 0,
  )
}

export function hasDate(unit: Unit): boolean {
  return unit.pieces.some(piece => piece.role !== 'sub' && piece.marks.dates.length > 0)
}

export function hasTitle(unit: Unit): boolean {
  return unit.pieces.some(
    piece =>
      piece.role === 'title' ||
      piece.role === 'key-title' ||
      (piece.role === 'head' && piece.marks.kinds.length > 0),
  )
}
