import { headKind, onlineKind } from './kinds.ts'
import { piecesBy } from './pieces.ts'
import type { Unit } from './unit.ts'

/** What kind of event a unit says that it is, from its title, first line, notes and parts; whether anything says so. */
export function kindOf(unit: Unit, online: true | undefined): { kind: string; found: boolean } {
  let found: { kind: string; level: number } | undefined
  for (const roles of [
    ['key-title', 'title'],
    ['head'],
    ['note', 'key-note', 'key-programme', 'key-where', 'key-route', 'key-when', 'key-time'],
    ['sub'],
  ] as const) {
    const mark = headKind(piecesBy(unit, roles).flatMap(piece => piece.marks.kinds))
    if (!mark) continue
    if (
      !found ||
      (found.level <= 0 && mark.level > found.level) ||
      (found.level === 1 && mark.level > 1 && roles[0] !== 'note' && roles[0] !== 'sub')
    )
      found = mark
    if (found.level === 2) break
  }
  const kind = found?.kind
  if (online) return { kind: onlineKind(kind), found: true }
  return kind ? { kind: kind === 'webinar' ? 'panel' : kind, found: true } : { kind: 'other', found: false }
}
