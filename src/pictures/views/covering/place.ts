import { type Box, cutBox } from '#platform/pictures/box.ts'

/** A place of a picture that is covered, or was found and is shown for a reason. */
export type Place = Box & {
  from: 'found' | 'hand'
  /** Why a face that was found is not covered: who is shown agreed, or it is none. Null: it is covered. */
  shown: 'agreed' | 'no-face' | null
}

/** The least width and height of a place, as parts of the picture. */
const LEAST = 0.005

/** The places that are covered. */
export function coveredOf(places: readonly Place[]): Place[] {
  return places.filter(({ shown }) => shown === null)
}

/** Whether somebody is shown who agreed to it. */
export function showsFaces(places: readonly Place[]): boolean {
  return places.some(({ shown }) => shown === 'agreed')
}

/** Moves a place, whole, within the picture. */
export function moved<P extends Box>(place: P, right: number, down: number): P {
  return {
    ...place,
    x: within(place.x + right, 0, 1 - place.width),
    y: within(place.y + down, 0, 1 - place.height),
  }
}

/** Makes a place wider and higher, or smaller, from its left upper corner. */
export function resized<P extends Box>(place: P, wider: number, higher: number): P {
  return {
    ...place,
    width: within(place.width + wider, LEAST, 1 - place.x),
    height: within(place.height + higher, LEAST, 1 - place.y),
  }
}

/** A square around a point with a side of `part` of the picture's longer side. */
export function placeAt(
  { x, y }: { x: number; y: number },
  { width, height }: { width: number; height: number },
  part = 0.1,
): Place {
  const side = Math.max(width, height) * part
  const [wide, high] = [Math.min(1, side / width), Math.min(1, side / height)]
  const box = { x: x - wide / 2, y: y - high / 2, width: wide, height: high }
  return { ...moved(cutBox(box) ? box : { ...box, x: 0, y: 0 }, 0, 0), from: 'hand', shown: null }
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
