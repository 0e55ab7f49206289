import { moved, type Place, resized } from './place.ts'

type Point = { x: number; y: number }
type Hands = {
  place(at: number): Place | undefined
  change(at: number, place: Place): void
  /** A point of the picture, as parts of its width and height, that was pressed on. */
  add(point: Point): void
}

/** A press that goes further than this is none, in pixels of the page. */
const SLACK = 8

/** Lets a pointer (mouse, pen, finger) move and resize places on a stage, and press on the picture beside them. */
export function dragPlaces(stage: HTMLElement, { place, change, add }: Hands): void {
  const pointOf = ({ clientX, clientY }: PointerEvent | MouseEvent): Point => {
    const { left, top, width, height } = stage.getBoundingClientRect()
    return { x: (clientX - left) / width, y: (clientY - top) / height }
  }
  let held: { at: number; start: Place; from: Point; resizes: boolean } | null = null
  let pressed: { x: number; y: number } | null = null

  stage.addEventListener('pointerdown', event => {
    if (event.button !== 0) return
    const target = event.target as HTMLElement
    const box = target.closest<HTMLElement>('.cover-place')
    pressed = box ? null : { x: event.clientX, y: event.clientY }
    const start = box && place(Number(box.dataset['at']))
    if (!box || !start) return
    const resizes = target.classList.contains('cover-corner')
    held = { at: Number(box.dataset['at']), start, from: pointOf(event), resizes }
    box.setPointerCapture(event.pointerId)
    box.focus()
    event.preventDefault()
  })
  stage.addEventListener('pointermove', event => {
    if (!held) return
    const to = pointOf(event)
    const [right, down] = [to.x - held.from.x, to.y - held.from.y]
    change(held.at, (held.resizes ? resized : moved)(held.start, right, down))
  })
  const letGo = () => {
    held = null
  }
  stage.addEventListener('pointerup', letGo)
  stage.addEventListener('pointercancel', () => {
    held = null
    pressed = null
  })
  stage.addEventListener('click', event => {
    if (!pressed || (event.target as HTMLElement).closest('.cover-place')) return
    const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK
    pressed = null
    if (!far) add(pointOf(event))
  })
}
