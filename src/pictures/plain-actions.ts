import { createHash } from 'node:crypto'
import { identityOfSending } from '#platform/codes/identity.ts'
import type { Box } from '#platform/pictures/box.ts'
import { coverBoxes } from '#platform/pictures/cover.ts'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { type Pixels, readPicture } from '#platform/pictures/read.ts'
import { makeJpeg, SIDES } from '#platform/pictures/sizes.ts'
import { openAge } from '#platform/seal/open.ts'
import { bytesOf } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import type { SealedValue, SealKeys } from '#sealed/field.ts'
import { preparePicture, replacePicture, sealToDesk, takePicture } from './actions.ts'
import type { Picture, Told } from './picture.ts'
import { previewOf } from './preview.ts'
import { findBody, findUpload } from './store.ts'

/**
 * What the page of somebody without scripts carries from request to request. Pictures are sealed to a key that is made from
 * `secret` as well as to the desk's; since the secret is kept nowhere else, this page alone shows them again.
 */
export type Sending = {
  /** A random UUID. */
  secret: string
  /** Which pictures came, by their uploads; their places are their numbers. */
  sent: readonly string[]
}

/** What became of files that came: the pictures, with those that came before, and what is to be said of the others. */
export type CameFiles = {
  sent: string[]
  /** How many of these came just now. */
  taken: number
  /** Which file was refused, and why: a text pictures.wrong.<wrong>. */
  refused: { number: number; wrong: string }[]
  /** Which file is the same as which picture. */
  twice: { number: number; same: number }[]
}

type Sender = { subject: string; keys: SealKeys; sending: Sending }

/** What holds for all files of a form. */
type About = { faces: 'cover' | 'show'; told: Told; consent: SealedValue | null }

/** Covers and seals files one after the other: each that can be read is kept, and the same is kept once. */
export async function keepFiles(
  world: World,
  sender: Sender,
  { files, about }: { files: readonly Buffer[]; about: About },
): Promise<CameFiles> {
  const { subject, sending } = sender
  const came: CameFiles = { sent: [...sending.sent], taken: 0, refused: [], twice: [] }
  for (const [index, bytes] of files.entries()) {
    const number = index + 1
    const upload = uploadOf(sending, bytes)
    const before = came.sent.indexOf(upload)
    const isHere = (await findUpload(world.database.db, { subject, upload })) !== undefined
    if (isHere && before >= 0) {
      came.twice.push({ number, same: before + 1 })
      continue
    }
    const wrong = isHere ? null : await keepFile(world, sender, { upload, bytes, about })
    if (wrong) {
      came.refused.push({ number, wrong })
      continue
    }
    came.taken += 1
    if (before < 0) came.sent.push(upload)
  }
  return came
}

/** Covers one more place of a picture of this sending; false where the desk has dealt with it, or another key is needed. */
export async function coverMore(
  world: World,
  { subject, keys, sending }: Sender,
  { upload, place }: { upload: string; place: Box },
): Promise<boolean> {
  // Whoever presses twice gets both places covered: the second finds what the first made.
  for (let times = 0; times < 3; times++) {
    const own = await openOwn(world, { subject, upload, sending })
    if (!own) return false
    const pixels = coverBoxes(own.pixels, [place])
    const { width, height } = pixels
    const body = sealToDesk(keys, await makeJpeg(pixels), identityOfSending(sending.secret).recipient)
    if (!body) return false
    const { version } = own.picture
    const next = { subject, upload, version, width, height, covered: 1, body }
    if (await replacePicture(world, next)) return true
  }
  return false
}

/** A picture of a sending, as it waits now. */
export type Looked = Pick<Picture, 'covered' | 'width' | 'height'> & {
  number: number
  upload: string
  /** A small version of it as an address that holds it. */
  preview: string
}

/** The pictures of a sending that wait still, opened in memory. */
export async function lookAt(
  world: World,
  { subject, sending }: Pick<Sender, 'subject' | 'sending'>,
): Promise<Looked[]> {
  const looked: Looked[] = []
  for (const [index, upload] of sending.sent.entries()) {
    const own = await openOwn(world, { subject, upload, sending, side: SIDES.small })
    if (!own) continue
    const { covered, width, height } = own.picture
    const preview = await previewOf(own.pixels)
    looked.push({ number: index + 1, upload, covered, width, height, preview })
  }
  return looked
}

async function keepFile(
  world: World,
  { subject, keys, sending }: Sender,
  { upload, bytes, about }: { upload: string; bytes: Buffer; about: About },
): Promise<string | null> {
  const { faces, told, consent } = about
  const prepared = await preparePicture(bytes, { faces })
  if (!prepared.ok) return prepared.error
  const { pixels, covered, jpeg } = prepared.value
  const { width, height } = pixels
  const body = sealToDesk(keys, jpeg, identityOfSending(sending.secret).recipient)
  if (!body) return 'large'
  const taken = await takePicture(world, { subject, upload, told, consent, width, height, covered, body })
  return taken === 'full' ? taken : null
}

type Own = { picture: Picture; pixels: Pixels }

async function openOwn(
  world: World,
  { subject, upload, sending, side }: Pick<Sender, 'subject' | 'sending'> & { upload: string; side?: number },
): Promise<Own | null> {
  const { db } = world.database
  const picture = await findUpload(db, { subject, upload })
  const body = picture?.state === 'waiting' ? await findBody(db, picture.id) : undefined
  if (!picture || !body) return null
  const { identity } = identityOfSending(sending.secret)
  const jpeg = await openAge([identity], bytesOf(body.body)).catch(() => null)
  const read = jpeg && (await readPicture(Buffer.from(unpadPicture(jpeg)), side))
  return read?.ok ? { picture, pixels: read.value } : null
}

/** The same file in the same sending is the same upload. Nobody can tell from it which file it was: the secret is kept nowhere. */
function uploadOf({ secret }: Sending, bytes: Buffer): string {
  const hex = createHash('sha256').update(secret).update(bytes).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
