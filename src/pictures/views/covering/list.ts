import { button, make } from '#keys/unlocking.ts'
import type { Item } from './item.ts'
import type { Say } from './words.ts'

export type List = {
  element: HTMLElement
  show(items: readonly Item[]): void
  progress(item: Item, part: number): void
  focus(): void
}

/** All chosen pictures with what is happening to each. */
export function createList(
  say: Say,
  { onShow, onDrop }: { onShow(item: Item): void; onDrop(item: Item): void },
): List {
  const heading = make('h3', { tabIndex: -1 }, say('list'))
  const list = make('ol', { className: 'cover-list' })
  const element = make('section', { className: 'cover-all', hidden: true }, heading, list)
  const bars = new Map<Item, HTMLProgressElement>()

  const row = (item: Item, count: number) => {
    const name = say('one', { number: item.number, count })
    const state = say(`state-${item.state}`)
    const text = make('span', {}, `${name}: ${state}${item.why ? ` – ${item.why}` : ''}`)
    const made = make('li', {})
    made.dataset['state'] = item.state
    if (item.small) made.append(item.small)
    made.append(text)
    if (item.state === 'sending') {
      const bar = make('progress', { max: 1, value: 0 })
      bar.setAttribute('aria-label', name)
      bars.set(item, bar)
      made.append(bar)
    }
    if (item.state === 'ready' || item.state === 'new' || item.state === 'missing')
      made.append(named(say('show'), name, () => onShow(item)))
    if (item.state !== 'sent' && item.state !== 'sending')
      made.append(named(say('leave-out'), name, () => onDrop(item)))
    return made
  }

  return {
    element,
    show: items => {
      element.hidden = items.length === 0
      bars.clear()
      list.replaceChildren(...items.map(item => row(item, items.at(-1)!.number)))
    },
    progress: (item, part) => {
      const bar = bars.get(item)
      if (bar) bar.value = part
    },
    focus: () => heading.focus(),
  }
}

function named(text: string, of: string, act: () => unknown): HTMLButtonElement {
  const made = button(text, act, true)
  made.setAttribute('aria-label', `${text}: ${of}`)
  return made
}
