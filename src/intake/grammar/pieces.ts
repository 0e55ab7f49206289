import type { Piece, Unit } from './unit.ts'

export const order = [
  'key-when',
  'key-date',
  'head',
  'title',
  'key-title',
  'key-gather',
  'key-start',
  'key-time',
  'key-where',
  'note',
  'key-programme',
  'sub',
] as const

export function piecesBy(unit: Unit, roles: readonly Piece['role'][]): Piece[] {
  return roles.flatMap(role => unit.pieces.filter(piece => piece.role === role))
}
