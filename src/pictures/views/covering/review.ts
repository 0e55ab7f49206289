import { button, make } from '#keys/unlocking.ts'
import { decode, drawCovered, flatten, MAX_FILE_BYTES, release, type Source } from './drawing.ts'
import { createEditor, newId } from './editor.ts'
import type { Finder } from './finder.ts'
import type { ReadHeic } from './heic.ts'
import type { Item } from './item.ts'
import { coveredOf } from './place.ts'
import { createTold } from './told.ts'
import type { Say } from './words.ts'

export type Review = {
  element: HTMLElement
  /** Shows one picture, and looks for faces in it where nobody has. */
  open(item: Item, count: number): Promise<void>
  close(): void
}

type Setting = {
  say: Say
  form: HTMLFormElement
  find: Finder
  readHeic: ReadHeic
  /** The one that is looked at after this one. */
  following(item: Item | null): Item | undefined
  /** The picture is as it shall be. */
  onDone(item: Item): void
  onLeaveOut(item: Item): void
  /** It cannot be read. */
  onWrong(item: Item): void
}

const SMALL_SIDE = 160

/** The place where one picture after the other is looked at: only one of them is in memory. */
export function createReview({
  say,
  form,
  find,
  readHeic,
  following,
  onDone,
  onLeaveOut,
  onWrong,
}: Setting): Review {
  let current: Item | null = null
  let source: Source | null = null
  const heading = make('h3', { tabIndex: -1, id: `cover-${newId()}` })
  const status = make('p', { className: 'cover-status', role: 'status' })
  const editor = createEditor(say, places => {
    if (current) current.places = [...places]
  })
  const told = createTold(form, say)
  const tick = make('input', { type: 'checkbox', id: `cover-${newId()}` })
  const unlooked = make(
    'div',
    { className: 'field choice', hidden: true },
    tick,
    make('label', { htmlFor: tick.id }, say('unlooked-tick')),
  )
  const error = make('p', { className: 'error', role: 'alert' })
  const done = button(say('done'), () => finish())
  const skip = button(say('unlooked'), () => current && byHand(current), true)
  const leaveOut = button(say('leave-out'), () => current && onLeaveOut(current), true)
  const element = make(
    'section',
    { className: 'cover-review', hidden: true },
    heading,
    status,
    editor.element,
  )
  element.setAttribute('aria-labelledby', heading.id)
  element.append(unlooked, told.element, error, make('p', { className: 'actions' }, done, skip, leaveOut))

  const free = () => {
    if (source) release(source)
    source = null
    editor.clear()
  }
  /** Nothing was found for them: whoever looks has to say that they did. */
  const byHand = (item: Item) => {
    item.places ??= []
    status.textContent = say('not-looked')
    unlooked.hidden = false
    skip.hidden = true
    done.disabled = false
  }
  const search = async (item: Item, picture: Source) => {
    done.disabled = true
    skip.hidden = false
    status.textContent = say('looking')
    const found = await searchIn(item, picture)
    if (current !== item) return
    if (!found) return byHand(item)
    // It may come after somebody has gone on without it.
    item.searched = true
    unlooked.hidden = true
    skip.hidden = true
    done.disabled = false
    editor.add(found.map(box => ({ ...box, from: 'found', shown: null })))
    status.textContent = say(found.length > 0 ? 'found' : 'found-none', { count: found.length })
  }
  const searchIn = (item: Item, picture: Source) => (item.search ??= find(picture).catch(() => null))
  /** While somebody looks at one picture, faces are looked for in the next. */
  const lookAhead = async () => {
    const next = following(current)
    if (!next || next.search || next.places || next.file.size > MAX_FILE_BYTES) return
    const picture = await decode(next.file, readHeic).catch(() => null)
    if (!picture) return
    void searchIn(next, picture)
    release(picture)
  }
  const finish = async () => {
    if (!current || !source || done.disabled) return
    const item = current
    if (!item.searched && !tick.checked) {
      error.textContent = say('unlooked-tick')
      tick.focus()
      return
    }
    done.disabled = true
    item.places = editor.places()
    item.told = told.read()
    const covered = coveredOf(item.places)
    item.flat = await flatten(source, covered)
    item.small ??= make('canvas')
    drawCovered(item.small, { source, boxes: covered, side: SMALL_SIDE })
    done.disabled = false
    item.state = 'ready'
    onDone(item)
  }

  return {
    element,
    close: () => {
      current = null
      element.hidden = true
      free()
    },
    open: async (item, count) => {
      if (current && source && current !== item) current.told = told.read()
      free()
      current = item
      element.hidden = false
      const name = say('one', { number: item.number, count })
      heading.textContent = name
      error.textContent = ''
      tick.checked = false
      unlooked.hidden = true
      skip.hidden = true
      done.disabled = true
      status.textContent = say('reading')
      told.fill(item.told)
      heading.focus()
      const decoded =
        item.file.size <= MAX_FILE_BYTES ? await decode(item.file, readHeic).catch(() => null) : null
      if (current !== item) return decoded ? release(decoded) : undefined
      if (!decoded) {
        item.state = 'wrong'
        item.why = say(whyNot(item.file))
        onWrong(item)
        return
      }
      source = decoded
      editor.show({ source, places: item.places ?? [], name })
      if (item.places === null) await search(item, source)
      else if (!item.searched) byHand(item)
      else {
        status.textContent = ''
        done.disabled = false
      }
      if (current === item) await lookAhead()
    },
  }
}

function whyNot({ name, size }: File): string {
  return size > MAX_FILE_BYTES ? 'large' : /\.hei[cf]$/i.test(name) ? 'heic' : 'broken'
}
