import { padPicture } from '#platform/pictures/pad.ts'
import type { Item } from './item.ts'
import { coveredOf, showsFaces } from './place.ts'
import type { Answer, Later, Sending } from './send.ts'
import { toldOf } from './told.ts'

export type Sealing = {
  sealRecord(recipient: string, value: unknown, size: number): Promise<string>
  sealBytes(recipient: string, bytes: Uint8Array): Uint8Array<ArrayBuffer>
}

export type Post = Pick<Sending, 'address' | 'body' | 'read'>

/** One picture for the desk, sealed to its key; `note` is the sealed note of who agreed. */
export function sealedPost(
  form: HTMLFormElement,
  item: Item,
  { code, recipient, key, note }: { code: Sealing; recipient: string; key: string; note: string },
): Post {
  const { jpeg, width, height } = item.flat!
  const sealed = new Blob([code.sealBytes(recipient, padPicture(jpeg)!)])
  const fields = { do: 'sealed', key, width: String(width), height: String(height) }
  return {
    address: form.action,
    read: readJson,
    body: later => {
      const data = bodyOf(form, item, { later, note, fields })
      data.set('body', sealed, 'picture')
      return data
    },
  }
}

/** One picture that a member adds: covered, and not sealed. */
export function ownPost(form: HTMLFormElement, item: Item, { note }: { note: string }): Post {
  const boxes = coveredOf(item.places ?? []).map(({ x, y, width, height }) => ({ x, y, width, height }))
  const fields = { as: 'covered', boxes: JSON.stringify(boxes) }
  return {
    address: form.action,
    // A picture that was taken is shown.
    read: ({ status, responseURL }) =>
      status === 200 && /\/desk\/pictures\/[0-9a-f-]{36}$/.test(new URL(responseURL).pathname)
        ? { taken: true }
        : status >= 400 && status < 500
          ? { taken: false, text: '' }
          : null,
    body: later => {
      const data = bodyOf(form, item, { later, note, fields })
      data.set('picture', new Blob([item.flat!.jpeg], { type: 'image/jpeg' }), 'picture')
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
  for (const name of ['picture', 'consent', 'faces', 'do']) data.delete(name)
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
