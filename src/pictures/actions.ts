import { randomUUID } from 'node:crypto'
import { getKeys } from '#keys/store.ts'
import { writeTogether } from '#platform/db/group.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Box } from '#platform/pictures/box.ts'
import { coverBoxes } from '#platform/pictures/cover.ts'
import { findFaces } from '#platform/pictures/faces.ts'
import { type PictureError, type Pixels, readPicture } from '#platform/pictures/read.ts'
import { sealPicture } from '#platform/pictures/sealed.ts'
import { makeJpeg } from '#platform/pictures/sizes.ts'
import type { World } from '#platform/world.ts'
import { type SealedValue, type SealKeys, sealKeysOf } from '#sealed/field.ts'
import { deleteSealed, insertSealed } from '#sealed/store.ts'
import { MAX_WAITING, type Picture, type Told } from './picture.ts'
import {
  deletePicture,
  findUpload,
  insertPicture,
  listPictures,
  PICTURES_TOPIC,
  type SealedPicture,
  saveBody,
  updatePicture,
} from './store.ts'

/** A picture as it comes in: sealed already. */
export type Arrival = {
  subject: string
  /** Made by whoever sends it: sent again it is the same picture. */
  upload: string
  told: Told
  width: number
  height: number
  covered: number
  /** Why somebody is shown; null when all faces are covered. */
  consent: SealedValue | null
  body: SealedPicture
}

/** 'already': it was here. 'full': the desk has to decide about some of this subject first. */
export type Taken = 'new' | 'already' | 'full'

/** Takes a sealed picture to the desk, unless it is here already. */
export async function takePicture(world: World, arrival: Arrival): Promise<Taken> {
  const take = () =>
    writeTogether(world.database, [], async (trx): Promise<Taken> => {
      const { subject, upload } = arrival
      if (await findUpload(trx, { subject, upload })) return 'already'
      const others = await listPictures(trx, [subject])
      if (others.filter(({ state }) => state === 'waiting').length >= MAX_WAITING) return 'full'
      const picture = newPicture(world, arrival)
      await insertPicture(trx, picture, upload)
      await keepSealedParts(trx, world, picture.id, arrival)
      return 'new'
    })
  try {
    return await take()
  } catch (error) {
    // Two copies of one upload at the same moment: the second finds the first.
    if (!world.database.engine.isUniqueViolation(error)) throw error
    return 'already'
  }
}

/**
 * Puts another body in the place of one that waits, as when more was covered; false when it waits no longer, or has
 * changed since `version`.
 */
export function replacePicture(
  world: World,
  arrival: Omit<Arrival, 'told' | 'consent'> & { version: number },
): Promise<boolean> {
  return writeTogether(world.database, [], async trx => {
    const before = await findUpload(trx, arrival)
    if (before?.state !== 'waiting' || before.version !== arrival.version) return false
    const { width, height } = arrival
    const covered = before.covered + arrival.covered
    const next = { ...before, width, height, covered, version: before.version + 1 }
    if (!(await updatePicture(trx, next))) return false
    await saveBody(trx, before.id, arrival.body)
    return true
  })
}

/** Takes a picture back that waits; false when the desk has decided about it, or there is none. */
export function dropPicture(world: World, by: { subject: string; upload: string }): Promise<boolean> {
  return writeTogether(world.database, [PICTURES_TOPIC], async trx => {
    const picture = await findUpload(trx, by)
    if (picture?.state !== 'waiting') return false
    await deleteWhole(trx, picture.id)
    return true
  })
}

/** A picture that was read and covered here, in memory. */
export type Covered = { pixels: Pixels; covered: number }

/** The same, encoded as it is sealed. */
export type Prepared = Covered & { jpeg: Buffer }

type Wish = { faces: 'cover' | 'show'; boxes?: readonly Box[] }
type Result<T> = { ok: true; value: T } | { ok: false; error: PictureError | 'faces' }

/**
 * Reads what somebody sent and covers the faces that are found (unless `faces` is 'show') and the given boxes: nothing is
 * kept. An error is a key of pictures.wrong.
 */
export async function coverPicture(bytes: Buffer, { faces, boxes = [] }: Wish): Promise<Result<Covered>> {
  const read = await readPicture(bytes)
  if (!read.ok) return read
  const found = faces === 'cover' ? await lookForFaces(read.value) : []
  // Nothing is kept that nobody has looked at.
  if (!found) return { ok: false, error: 'faces' }
  const pixels = coverBoxes(read.value, [...found, ...boxes])
  return { ok: true, value: { pixels, covered: found.length + boxes.length } }
}

/** The faces; null where this machine cannot look for them, as on a processor that the networks do not run on. */
async function lookForFaces(pixels: Pixels): Promise<Box[] | null> {
  try {
    return await findFaces(pixels)
  } catch (error) {
    if (error instanceof Problem) throw error
    return null
  }
}

/** Reads and covers as coverPicture does, and encodes it to be sealed. */
export async function preparePicture(bytes: Buffer, wish: Wish): Promise<Result<Prepared>> {
  const read = await coverPicture(bytes, wish)
  return read.ok ? { ok: true, value: { ...read.value, jpeg: await makeJpeg(read.value.pixels) } } : read
}

/**
 * Seals a picture to the current key, and to `own`, the key of its sending; null while there is no key, or when it does not
 * fit into any size.
 */
export function sealToDesk({ current }: SealKeys, jpeg: Uint8Array, own: string): SealedPicture | null {
  const body = current && sealPicture([current.recipient, own], jpeg)
  return body && { keyId: current.id, body }
}

/** The keys that pictures and notes of consent are sealed to. */
export async function pictureKeys(world: World): Promise<SealKeys> {
  return sealKeysOf(await getKeys(world.database), 'consent', world.clock())
}

/** Deletes a picture with everything that is sealed of it; its files are deleted by whoever calls, after the commit. */
export async function deleteWhole(trx: Db, id: string): Promise<void> {
  await deleteSealed(trx, id, 'consent')
  await deletePicture(trx, id)
}

export function newPicture(
  world: World,
  arrival: Pick<Arrival, 'subject' | 'told' | 'width' | 'height' | 'covered'> & { consent: unknown },
): Picture {
  const { subject, told, width, height, covered, consent } = arrival
  return {
    id: randomUUID(),
    subject,
    ...told,
    state: 'waiting',
    version: 1,
    width,
    height,
    covered,
    consent: consent !== null,
    showFrom: null,
    // Only the desk puts pictures in an order: which one came first is nobody's business.
    position: 0,
    arrived: new Date(world.clock()).toISOString().slice(0, 10),
    publishedAt: null,
  }
}

async function keepSealedParts(
  trx: Db,
  world: World,
  id: string,
  { body, consent }: Pick<Arrival, 'body' | 'consent'>,
): Promise<void> {
  await saveBody(trx, id, body)
  if (consent) await insertSealed(trx, { kind: 'consent', subject: id, ...consent, now: world.clock() })
}
