import type { GeoContext } from 'd3-geo'

/** A drawing context for d3-geo that writes SVG path data in whole units with relative steps, without needless corners. */
export function compactPath(): GeoContext & { result: () => string } {
  let written = ''
  let line: [number, number][] = []
  const flush = (closed: boolean): void => {
    const first = line[0]
    const last = line.at(-1)
    if (closed && line.length > 1 && first && last && first[0] === last[0] && first[1] === last[1]) line.pop()
    if (line.length >= (closed ? 3 : 2)) written += `${steps(line)}${closed ? 'z' : ''}`
    line = []
  }
  const add = (x: number, y: number): void => {
    const point: [number, number] = [Math.round(x), Math.round(y)]
    const last = line.at(-1)
    if (last && last[0] === point[0] && last[1] === point[1]) return
    const before = line.at(-2)
    if (before && last && straight(before, last, point)) line.pop()
    line.push(point)
  }
  return {
    beginPath: () => {},
    arc: () => {},
    moveTo: (x, y) => {
      flush(false)
      add(x, y)
    },
    lineTo: add,
    closePath: () => flush(true),
    result: () => {
      flush(false)
      return written
    },
  }
}

function straight(
  [x0, y0]: [number, number],
  [x1, y1]: [number, number],
  [x2, y2]: [number, number],
): boolean {
  const forward = (x1 - x0) * (x2 - x1) + (y1 - y0) * (y2 - y1)
  return forward > 0 && (x1 - x0) * (y2 - y1) === (y1 - y0) * (x2 - x1)
}

function steps(line: [number, number][]): string {
  const [start, ...rest] = line
  let [x, y] = start!
  let text = `M${x}${pair(y)}`
  let command = 'l'
  for (const [toX, toY] of rest) {
    text += `${command}${command === 'l' ? toX - x : pair(toX - x)}${pair(toY - y)}`
    command = ''
    x = toX
    y = toY
  }
  return text
}

/** A minus sign separates numbers by itself. */
function pair(value: number): string {
  return value < 0 ? String(value) : ` ${value}`
}
