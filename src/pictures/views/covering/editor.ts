import { button, make } from '#keys/unlocking.ts'
import { drawCovered, type Source } from './drawing.ts'
import { coveredOf, moved, type Place, placeAt, resized } from './place.ts'
import { dragPlaces } from './pointer.ts'
import type { Say } from './words.ts'

export type Editor = {
  element: HTMLElement
  /** Shows a picture with its places; `name` says which it is. */
  show(shown: { source: Source; places: readonly Place[]; name: string }): void
  places(): Place[]
  /** Adds places that were found meanwhile. */
  add(places: readonly Place[]): void
  focus(): void
  clear(): void
}

/** So much a key moves a place, as a part of the picture. */
const STEP = 0.01
/** The longer side of what is drawn on the screen, in pixels. */
const DRAWN_SIDE = 1600

/**
 * A picture with places over it that are covered: moved and resized by pointer and keyboard, added, removed; and the same
 * as a list of buttons. What is covered is painted over, as it will be sent.
 */
export function createEditor(say: Say, onChange: (places: readonly Place[]) => void): Editor {
  const canvas = make('canvas')
  canvas.setAttribute('role', 'img')
  const stage = make('div', { className: 'cover-stage' }, canvas)
  const frame = make('div', { className: 'cover-frame' }, stage)
  const list = make('ul', { className: 'cover-places' })
  const larger = button(say('larger'), () => enlarge(), true)
  larger.setAttribute('aria-pressed', 'false')
  const hint = make('p', { className: 'hint', id: `cover-${newId()}` }, say('press'), ' ')
  hint.append(make('span', { className: 'cover-keys' }, say('keys')))
  const heading = make('summary')
  const each = make('details', { className: 'cover-each' }, heading, list)
  const element = make(
    'div',
    { className: 'cover-editor' },
    hint,
    frame,
    make(
      'p',
      { className: 'actions' },
      button(say('add'), () => addByHand(), true),
      larger,
    ),
    each,
  )
  let source: Source | null = null
  let places: Place[] = []
  let name = ''
  const boxes: HTMLElement[] = []

  const change = (next: Place[], at?: number, focus: 'box' | 'none' = 'none') => {
    places = next
    draw()
    if (focus === 'box' && at !== undefined) boxes[at]?.focus()
    onChange(places)
  }
  const set = (at: number, place: Place) =>
    change(places.map((other, index) => (index === at ? place : other)))
  const remove = (at: number) => {
    change(places.filter((_, index) => index !== at))
    ;(boxes[Math.min(at, boxes.length - 1)] ?? frame.querySelector<HTMLElement>('canvas'))?.focus()
  }
  const addByHand = (point = { x: 0.5, y: 0.5 }) => {
    if (!source) return
    change([...places, placeAt(point, source)], places.length, 'box')
  }
  const enlarge = () => {
    const isLarge = frame.classList.toggle('cover-frame--large')
    larger.setAttribute('aria-pressed', String(isLarge))
  }
  const draw = () => {
    if (!source) return
    const covered = coveredOf(places)
    drawCovered(canvas, { source, boxes: covered, side: DRAWN_SIDE })
    canvas.setAttribute('aria-label', say('stage', { name, count: covered.length }))
    heading.textContent = say('places', { count: covered.length })
    each.hidden = places.length === 0
    while (boxes.length > places.length) boxes.pop()!.remove()
    for (const [at, place] of places.entries()) {
      const box = (boxes[at] ??= makeBox(at))
      if (!box.isConnected) stage.append(box)
      dress(box, at, place)
    }
    list.replaceChildren(...places.map((place, at) => row(at, place)))
  }
  const makeBox = (at: number) => {
    const box = make(
      'div',
      { className: 'cover-place', tabIndex: 0 },
      make('span', { className: 'cover-corner' }),
    )
    // Keys go to it as they are, also with a screen reader.
    box.setAttribute('role', 'application')
    box.setAttribute('aria-describedby', hint.id)
    box.dataset['at'] = String(at)
    box.addEventListener('keydown', event => byKey(event, at))
    return box
  }
  const dress = (box: HTMLElement, at: number, place: Place) => {
    box.dataset['number'] = String(at + 1)
    box.style.left = percent(place.x)
    box.style.top = percent(place.y)
    box.style.width = percent(place.width)
    box.style.height = percent(place.height)
    box.classList.toggle('cover-place--shown', place.shown !== null)
    box.setAttribute('aria-label', nameOf(at, place))
  }
  const nameOf = (at: number, place: Place) =>
    say('place', { number: at + 1, what: say(place.shown ? `shown-${place.shown}` : `from-${place.from}`) })
  const row = (at: number, place: Place) => {
    const named = (text: string, act: () => unknown) => {
      const made = button(text, act, true)
      made.setAttribute('aria-label', `${text}: ${nameOf(at, place)}`)
      return made
    }
    const back = (next: Place) => {
      set(at, next)
      list.children[at]?.querySelector('button')?.focus()
    }
    const choices =
      place.shown !== null
        ? [named(say('cover-again'), () => back({ ...place, shown: null }))]
        : place.from === 'found'
          ? [
              named(say('agreed'), () => back({ ...place, shown: 'agreed' })),
              named(say('no-face'), () => back({ ...place, shown: 'no-face' })),
            ]
          : [named(say('remove'), () => remove(at))]
    return make('li', {}, make('span', {}, nameOf(at, place)), ...choices)
  }
  const byKey = (event: KeyboardEvent, at: number) => {
    const place = places[at]
    if (!place || event.altKey || event.ctrlKey || event.metaKey) return
    const [right, down] = ARROWS[event.key] ?? []
    if (right !== undefined && down !== undefined) {
      const change = event.shiftKey ? resized : moved
      set(at, change(place, right * STEP, down * STEP))
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && place.from === 'hand') remove(at)
    else return
    event.preventDefault()
  }
  dragPlaces(stage, { place: at => places[at], change: set, add: point => addByHand(point) })

  return {
    element,
    show: shown => {
      source = shown.source
      name = shown.name
      places = [...shown.places]
      frame.classList.remove('cover-frame--large')
      larger.setAttribute('aria-pressed', 'false')
      draw()
    },
    places: () => places,
    add: more => change([...places, ...more]),
    focus: () => frame.scrollIntoView({ block: 'nearest' }),
    clear: () => {
      source = null
      places = []
      for (const box of boxes.splice(0)) box.remove()
      list.replaceChildren()
      canvas.width = 0
      canvas.height = 0
    },
  }
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** A text that names something in a page and is not there twice. */
export function newId(): string {
  return Math.random().toString(36).slice(2, 10)
}

function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`
}
