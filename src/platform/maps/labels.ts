/** A round marker that wants a label; all in the map's units. */
export type Labelled = { x: number; y: number; radius: number; text: string }
export type LabelPlace = { x: number; y: number; anchor: 'start' | 'middle' | 'end' }
type Rectangle = { left: number; top: number; right: number; bottom: number }
type Room = { width: number; height: number; size: number }

/**
 * Where each label stands (right of its marker, else left, above, below), so that it covers neither a marker nor another
 * label nor the frame; undefined where there is no room. Earlier ones choose first. `size` is the font's size in units.
 */
export function placeLabels(markers: Labelled[], { width, height, size }: Room): (LabelPlace | undefined)[] {
  const taken: Rectangle[] = markers.map(({ x, y, radius }) => {
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
  })
  return markers.map((marker, own) => {
    if (marker.text === '') return undefined
    const long = textWidth(marker.text) * size
    for (const place of candidates(marker, size)) {
      const shape = rectangle(place, { long, size })
      if (shape.left < 0 || shape.right > width || shape.top < 0 || shape.bottom > height) continue
      if (covers(shape, { taken, own })) continue
      taken.push(shape)
      return place
    }
    return undefined
  })
}

const wide = new Set('мшщжюфыМШЩЖЮФЫmwMW')

/** About how many ems a text takes in a sans-serif typeface of usual width. */
export function textWidth(text: string): number {
  let ems = 0
  for (const letter of text) {
    if (letter > '\u2e7f') ems += 1
    else if (wide.has(letter)) ems += 0.85
    else ems += letter >= 'A' && letter <= 'Z' ? 0.7 : 0.57
  }
  return ems
}

function candidates({ x, y, radius }: Labelled, size: number): LabelPlace[] {
  const gap = radius + size * 0.35
  const middle = y + size * 0.35
  return [
    { x: x + gap, y: middle, anchor: 'start' },
    { x: x - gap, y: middle, anchor: 'end' },
    { x, y: y - gap, anchor: 'middle' },
    { x, y: y + gap + size * 0.7, anchor: 'middle' },
  ]
}

function rectangle({ x, y, anchor }: LabelPlace, { long, size }: { long: number; size: number }): Rectangle {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2
  return { left, right: left + long, top: y - size * 0.85, bottom: y + size * 0.25 }
}

function covers(shape: Rectangle, { taken, own }: { taken: Rectangle[]; own: number }): boolean {
  for (let at = 0; at < taken.length; at++) {
    const other = taken[at]!
    const apart =
      shape.right <= other.left ||
      other.right <= shape.left ||
      shape.bottom <= other.top ||
      other.bottom <= shape.top
    if (!apart && at !== own) return true
  }
  return false
}
