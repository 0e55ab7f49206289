import { dropClaim, insertLogEntry, takeFirst } from '#desk/store.ts'
import { textsIn } from '#events/event.ts'
import { findEvent } from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { makeSizes } from '#platform/pictures/sizes.ts'
import type { World } from '#platform/world.ts'
import type { SealedValue } from '#sealed/field.ts'
import { insertSealed } from '#sealed/store.ts'
import { type Covered, deleteWhole, newPicture } from './actions.ts'
import { deleteOrphans, deleteSizes, stageSizes } from './files-actions.ts'
import { claimOf, type Picture, readSubject, type Told } from './picture.ts'
import {
  countPictures,
  deleteBody,
  findPicture,
  findUpload,
  insertPicture,
  listFiled,
  listPictures,
  PICTURES_TOPIC,
  updatePicture,
} from './store.ts'

/** When an approved picture is shown: when its event has ended, at once, or not before somebody publishes it. */
export type Show = 'after' | 'now' | 'keep'

export type PictureDeed = { world: World; by: { id: string; name: string }; picture: Picture }

/** Which version somebody saw, and what they made of it. */
type Decision = { version: number; told: Told; show: Show }

/**
 * Keeps a picture in its three sizes in place of the sealed one. The files are on the disk before the row says so; false,
 * with nothing changed, where the picture is another one by now.
 */
export async function approvePicture(
  { world, by, picture }: PictureDeed,
  { version, told, show, prepared }: Decision & { prepared: Covered },
): Promise<boolean> {
  const staged = await stageSizes(world, picture.id, await makeSizes(prepared.pixels))
  try {
    return await write(world.database, [PICTURES_TOPIC], async trx => {
      const now = await findPicture(trx, picture.id)
      if (now?.state !== 'waiting' || now.version !== version) return false
      const { width, height } = prepared.pixels
      const covered = Math.max(now.covered, prepared.covered)
      const position = await nextPosition(trx, now.subject)
      const shown = shownAs(world, now, show)
      if (!(await save(trx, { ...now, ...told, ...shown, width, height, covered, position }))) return false
      await deleteBody(trx, now.id)
      await staged.put()
      await note({ world, by, picture: now }, trx, 'picture-approved')
      return true
    })
  } finally {
    await staged.drop()
  }
}

/** Gives a member the first of these pictures that nobody has in hand, and puts it into theirs, as takeFirst does. */
export async function takeNextPicture(
  world: World,
  { member, ids }: { member: string; ids: readonly string[] },
): Promise<string | null> {
  const byClaim = new Map(ids.map(id => [claimOf(id), id]))
  const { db } = world.database
  const taken = await takeFirst(db, {
    member,
    now: world.clock(),
    subjects: [...byClaim.keys()],
    isWaiting: async claim => {
      const picture = await findPicture(db, byClaim.get(claim)!)
      return picture?.state === 'waiting'
    },
  })
  return taken && byClaim.get(taken)!
}

/** Deletes a picture that waits; false where somebody decided about it already. */
export function refusePicture(deed: PictureDeed, version: number): Promise<boolean> {
  return change(deed, version, async (trx, now) => {
    if (now.state !== 'waiting') return false
    await deleteWhole(trx, now.id)
    await note(deed, trx, 'picture-refused')
    return true
  })
}

/** Changes what is said of an approved picture, and when it is shown. */
export function editPicture(deed: PictureDeed, { version, told, show }: Decision): Promise<boolean> {
  return change(deed, version, async (trx, now) => {
    if (now.state === 'waiting') return false
    if (!(await save(trx, { ...now, ...told, ...shownAs(deed.world, now, show) }))) return false
    await note(deed, trx, 'picture-edited')
    return true
  })
}

/** Takes a picture down: its files are deleted as soon as no page refers to them. */
export async function removePicture(deed: PictureDeed, version: number): Promise<boolean> {
  const done = await change(deed, version, async (trx, now) => {
    if (now.state === 'waiting') return false
    await deleteWhole(trx, now.id)
    await note(deed, trx, 'picture-removed')
    return true
  })
  if (done) await deleteSizes(deed.world, deed.picture.id)
  return done
}

/** Keeps a picture that a member brought; under an upload id that is known already it is the one that is there. */
export async function addOwnPicture(
  { world, by }: Omit<PictureDeed, 'picture'>,
  own: {
    subject: string
    upload: string
    told: Told
    show: Show
    prepared: Covered
    consent: SealedValue | null
  },
): Promise<Picture> {
  const { subject, upload, told, prepared, consent } = own
  const { width, height } = prepared.pixels
  const fresh = newPicture(world, { subject, told, width, height, covered: prepared.covered, consent })
  const known = await findUpload(world.database.db, { subject, upload })
  if (known) return known
  const staged = await stageSizes(world, fresh.id, await makeSizes(prepared.pixels))
  try {
    return await write(world.database, [PICTURES_TOPIC], async trx => {
      const earlier = await findUpload(trx, { subject, upload })
      if (earlier) return earlier
      const position = await nextPosition(trx, subject)
      const picture = { ...fresh, ...shownAs(world, fresh, own.show), position }
      await insertPicture(trx, picture, upload)
      if (consent)
        await insertSealed(trx, { kind: 'consent', subject: picture.id, ...consent, now: world.clock() })
      await staged.put()
      await note({ world, by, picture }, trx, 'picture-added')
      return picture
    })
  } finally {
    await staged.drop()
  }
}

/** Publishes, in the transaction that publishes what shows them, all pictures of a subject that are kept. Add PICTURES_TOPIC to it. */
export async function publishPictures(trx: Db, world: World, subject: string): Promise<void> {
  for (const picture of await listPictures(trx, [subject]))
    if (picture.state === 'kept')
      await save(trx, { ...picture, state: 'published', publishedAt: world.clock() })
}

/** Deletes all pictures of a subject, with their files: what they belonged to is gone. */
export async function removePictures(world: World, subject: string): Promise<void> {
  const pictures = await write(world.database, [PICTURES_TOPIC], async trx => {
    const all = await listPictures(trx, [subject])
    for (const { id } of all) await deleteWhole(trx, id)
    return all
  })
  for (const { id } of pictures) await deleteSizes(world, id)
}

/**
 * Deletes pictures of events that are gone, pictures that wait for events that were refused or withdrawn, and files that
 * belong to no picture, as after a loss of power.
 */
export async function cleanUpPictures(world: World): Promise<void> {
  const { db } = world.database
  for (const subject of new Set((await countPictures(db)).map(each => each.subject))) {
    const read = readSubject(subject)
    if (read?.kind !== 'event') continue
    const event = await findEvent(db, read.id)
    const isEnded = event?.state === 'refused' || event?.state === 'withdrawn'
    if (event && !isEnded) continue
    await write(world.database, [PICTURES_TOPIC], async trx => {
      for (const { id, state } of await listPictures(trx, [subject]))
        if (!event || state === 'waiting') await deleteWhole(trx, id)
    })
  }
  await deleteOrphans(world, new Set(await listFiled(db)), world.clock())
}

function shownAs(
  world: World,
  picture: Picture,
  show: Show,
): Pick<Picture, 'state' | 'showFrom' | 'publishedAt'> {
  if (show === 'keep') return { state: 'kept', showFrom: null, publishedAt: null }
  const publishedAt = picture.publishedAt ?? world.clock()
  return { state: 'published', showFrom: show === 'now' ? 0 : null, publishedAt }
}

async function nextPosition(trx: Db, subject: string): Promise<number> {
  return Math.max(0, ...(await listPictures(trx, [subject])).map(({ position }) => position)) + 1
}

async function save(trx: Db, picture: Picture): Promise<boolean> {
  return updatePicture(trx, { ...picture, version: picture.version + 1 })
}

/** One transaction on the version that somebody saw; false where it is another one by now. */
function change(
  { world, picture }: PictureDeed,
  version: number,
  work: (trx: Db, now: Picture) => Promise<boolean>,
): Promise<boolean> {
  return write(world.database, [PICTURES_TOPIC], async trx => {
    const now = await findPicture(trx, picture.id)
    return now?.version === version && (await work(trx, now))
  })
}

/** A line in the log, which names what the picture belongs to. */
async function note({ world, by, picture }: PictureDeed, trx: Db, action: string): Promise<void> {
  await dropClaim(trx, claimOf(picture.id))
  const { subject } = picture
  const read = readSubject(subject)
  const event = read?.kind === 'event' ? await findEvent(trx, read.id) : undefined
  const title = event ? textsIn(event.content, event.content.language).texts.title.slice(0, 80) : subject
  await insertLogEntry(trx, { member: by.name, action, subject, note: title }, world.clock())
}
