import { padPicture } from '#platform/pictures/pad.ts'
import { decode, flatten, release } from './drawing.ts'
import type { Item } from './item.ts'
import { coveredOf, showsFaces } from './place.ts'
import type { Answer, Later, Sending } from './send.ts'
import { toldOf } from './told.ts'

export type Sealing = {
  sealRecord(recipient: string, value: unknown, size: number): Promise<string>
  sealBytes(recipient: string, bytes: Uint8Array): Uint8Array<ArrayBuffer>
}

export type Post = Pick<Sending, 'address' | 'body' | 'read'> & {
  /** Sends less from now on: the line is too slow for it. */
  shrink(): Promise<void>
}

/** What goes through on a line that breaks again and again: longer side in pixels, and bytes. */
const SMALL = { side: 1600, wished: 262_144 }

/** One picture for the desk, sealed to its key; `note` is the sealed note of who agreed. */
export function sealedPost(
  form: HTMLFormElement,
  item: Item,
  { code, recipient, key, note }: { code: Sealing; recipient: string; key: string; note: string },
): Post {
  const sealed = (flat: NonNullable<Item['flat']>) => ({
    ...flat,
    body: new Blob([code.sealBytes(recipient, padPicture(flat.jpeg)!)]),
  })
  let ready = sealed(item.flat!)
  return {
    address: form.action,
    read: readJson,
    shrink: async () => {
      ready = sealed(await smaller(ready.jpeg))
    },
    body: later => {
      const { width, height, body } = ready
      const fields = { do: 'sealed', key, width: String(width), height: String(height) }
      const data = bodyOf(form, item, { later, note, fields })
      data.set('body', body, 'picture')
      return data
    },
  }
}

async function smaller(jpeg: Uint8Array<ArrayBuffer>): Promise<NonNullable<Item['flat']>> {
  const source = await decode(new Blob([jpeg]))
  const flat = await flatten(source, [], SMALL)
  release(source)
  return flat
}

/** One picture that a member adds: covered, and not sealed. */
export function ownPost(form: HTMLFormElement, item: Item, { note }: { note: string }): Post {
  const boxes = coveredOf(item.places ?? []).map(({ x, y, width, height }) => ({ x, y, width, height }))
  const fields = { as: 'covered', boxes: JSON.stringify(boxes) }
  let { jpeg } = item.flat!
  return {
    address: form.action,
    shrink: async () => {
      ;({ jpeg } = await smaller(jpeg))
    },
    // A picture that was taken is shown.
    read: ({ status, responseURL }) =>
      status === 200 && /\/desk\/pictures\/[0-9a-f-]{36}$/.test(new URL(responseURL).pathname)
        ? { taken: true }
        : status >= 400 && status < 500
          ? { taken: false, text: '' }
          : null,
    body: later => {
      const data = bodyOf(form, item, { later, note, fields })
      data.set('picture', new Blob([jpeg], { type: 'image/jpeg' }), 'picture')
      return data
    },
  }
}

/** What the form sends beside the picture. */
function bodyOf(
  form: HTMLFormElement,
  item: Item,
  { later, note, fields }: { later: Later; note: string; fields: Record<string, string> },
): FormData {
  const data = new FormData(form)
  for (const name of ['picture', 'consent', 'faces', 'do', 'sending', 'sent']) data.delete(name)
  const places = item.places ?? []
  const all: Record<string, string> = {
    upload: item.upload,
    covered: String(coveredOf(places).length),
    ...toldOf(form),
    ...item.told,
    ...(showsFaces(places) ? { faces: 'show', consent_sealed: note } : {}),
    ...(later.token ? { token: later.token } : {}),
    ...(later.ticket ? { ticket: later.ticket } : {}),
    ...fields,
  }
  for (const [name, value] of Object.entries(all)) data.set(name, value)
  return data
}

function readJson({ status, responseText }: XMLHttpRequest): Answer | null {
  try {
    const said = JSON.parse(responseText)
    if (said.ok) return { taken: true }
    if (said.error === 'slow') return { later: { ...said.slow, token: said.token } }
    if (said.error === 'again') return { later: { seconds: 0, token: said.token } }
    return { taken: false, text: String(said.text) }
  } catch {
    return status === 413 ? { taken: false, text: '' } : null
  }
}
