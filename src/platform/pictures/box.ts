/** A rectangle in a picture, as parts (0 to 1) of the width and height of the upright picture. */
export type Box = { x: number; y: number; width: number; height: number }

/** So many boxes are taken from one form; no crowd needs more. */
export const MAX_BOXES = 500

/** Reads boxes from JSON, `[{"x":0.1,"y":0.2,"width":0.1,"height":0.1}]`; what reaches beyond the picture is cut. Null when it is none. */
export function readBoxes(json: string): Box[] | null {
  if (json === '') return []
  try {
    const value: unknown = JSON.parse(json)
    if (!Array.isArray(value) || value.length > MAX_BOXES) return null
    return value.every(isBox) ? value.flatMap(box => cutBox(box) ?? []) : null
  } catch {
    return null
  }
}

/** The part of a box that lies inside the picture; null when none does. */
export function cutBox({ x, y, width, height }: Box): Box | null {
  const [left, top] = [Math.max(0, x), Math.max(0, y)]
  const [right, bottom] = [Math.min(1, x + width), Math.min(1, y + height)]
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null
}

/** The same place with `part` of its size added on each side. */
export function withMargin({ x, y, width, height }: Box, part: number): Box {
  const [wide, high] = [width * part, height * part]
  return { x: x - wide, y: y - high, width: width + 2 * wide, height: height + 2 * high }
}

function isBox(value: unknown): value is Box {
  const box = value as Record<keyof Box, unknown> | null
  return (
    typeof box === 'object' &&
    box !== null &&
    [box.x, box.y, box.width, box.height].every(
      number => typeof number === 'number' && Number.isFinite(number),
    )
  )
}
