import type { Position } from './atlas.ts'

/** Douglas–Peucker: leaves out corners that deviate less than the tolerance (degrees of latitude). Ends stay. */
export function simplifyLine(line: Position[], tolerance: number): Position[] {
  if (line.length < 3) return line
  const keep = new Uint8Array(line.length)
  keep[0] = keep[line.length - 1] = 1
  const squeeze = Math.cos((line[0]![1] * Math.PI) / 180)
  const open: [number, number][] = [[0, line.length - 1]]
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part
    const { at, distance } = farthest(line, from, to, squeeze)
    if (distance <= tolerance) continue
    keep[at] = 1
    if (at - from > 1) open.push([from, at])
    if (to - at > 1) open.push([at, to])
  }
  return line.filter((_, at) => keep[at])
}

function farthest(
  line: Position[],
  from: number,
  to: number,
  squeeze: number,
): { at: number; distance: number } {
  const [x0, y0] = line[from]!
  const dx = (line[to]![0] - x0) * squeeze
  const dy = line[to]![1] - y0
  const length = dx * dx + dy * dy
  let at = from
  let most = 0
  for (let now = from + 1; now < to; now++) {
    const x = (line[now]![0] - x0) * squeeze
    const y = line[now]![1] - y0
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length))
    const off = (x - along * dx) ** 2 + (y - along * dy) ** 2
    if (off > most) {
      most = off
      at = now
    }
  }
  return { at, distance: Math.sqrt(most) }
}
