import { randomUUID } from 'node:crypto'
import { listClaims } from '#desk/store.ts'
import { textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { findEvent } from '#events/store.ts'
import { deskFiles, readDeskForm } from '#members/desk-actions.ts'
import { decidesOnEvents } from '#members/member.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { readBoxes } from '#platform/pictures/box.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { readSealedField } from '#sealed/field.ts'
import { coverPicture, pictureKeys } from './actions.ts'
import { addOwnPicture, takeNextPicture } from './desk-actions.ts'
import { pictureDeskPaths } from './paths.ts'
import { claimOf, readSubject } from './picture.ts'
import { getPictureMember, listMyWaiting, mayDecide } from './reach-desk.ts'
import { listByState, listPictures } from './store.ts'
import { readTold, readUpload, type ToldErrors } from './told-form.ts'
import { type PictureGroup, picturesPage } from './views/desk/list.ts'

/** The pictures that wait or belong to something, the next one for a member to take, and what members bring themselves. */
export function addPicturesList(app: App, world: World): void {
  app.get('/desk/pictures', c => showList(c, world, { form: EMPTY_FORM, errors: {} }))
  app.post('/desk/pictures', c => addOwn(c, world))
  app.post(pictureDeskPaths.next, async c => {
    const form = await readDeskForm(world, c)
    const member = getPictureMember(c)
    if (!decidesOnEvents(member)) throw new Problem('not-found')
    const ids = (await listMyWaiting(world, member)).map(({ id }) => id)
    const id = await takeNextPicture(world, { member: member.name, ids })
    return id
      ? goTo(c, pictureDeskPaths.show(id))
      : showList(c, world, { form, errors: {}, noneLeft: ids.length > 0 })
  })
}

type ShownList = { form: Form; errors: ToldErrors; wrong?: string; noneLeft?: boolean }

async function showList(c: Ctx, world: World, shown: ShownList): Promise<Response> {
  const { form, errors, wrong } = shown
  const page = c.get('page')
  const member = getPictureMember(c)
  const subject = form.get('subject') || (c.req.query('subject') ?? '')
  const decides = subject !== '' && (await mayDecide(world, member, subject))
  const { db } = world.database
  const found = subject ? await listPictures(db, [subject]) : await listByState(db, 'waiting')
  const groups: PictureGroup[] = []
  for (const [own, pictures] of Map.groupBy(found, picture => picture.subject)) {
    const open = (await mayDecide(world, member, own))
      ? pictures
      : pictures.filter(({ state }) => state !== 'waiting')
    if (open.length > 0) groups.push({ about: await aboutOf(page, world, own), pictures: open })
  }
  const about = decides ? await aboutOf(page, world, subject) : null
  const claims = await listClaims(db, page.now)
  const inHand = found.flatMap(({ id, state }) => {
    const claim = state === 'waiting' ? claims.get(claimOf(id)) : undefined
    return claim && claim.member !== member.name ? [[id, claim.member] as const] : []
  })
  c.set('opens', true)
  const body = picturesPage(page, {
    groups,
    inHand: new Map(inHand),
    mayTake: decidesOnEvents(member) && (await listMyWaiting(world, member)).length > 0,
    noneLeft: shown.noneLeft ?? false,
    add: about && { about, subject, upload: randomUUID(), key: (await pictureKeys(world)).current },
    form,
    errors,
    wrong: wrong ?? null,
  })
  return showPage(c, body, wrong || Object.keys(errors).length > 0 ? 422 : 200)
}

/** Pictures that a member brings are covered in their browser or here, and kept at once. */
async function addOwn(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const by = getPictureMember(c)
  const subject = form.get('subject')
  if (!readSubject(subject)) throw new Problem('invalid')
  if (!(await mayDecide(world, by, subject))) throw new Problem('not-found')
  const told = readTold(form, world.texts.codes)
  const note = readSealedField(form, { name: 'consent', kind: 'consent', keys: await pictureKeys(world) })
  const faces = form.get('as') === 'covered' || form.get('faces') === 'show' ? 'show' : 'cover'
  const errors: ToldErrors = { ...told.errors }
  if (!note.ok || (form.get('faces') === 'show' && !note.value)) errors['consent'] = { key: 'consent' }
  const file = deskFiles(c).find(({ field }) => field === 'picture')
  if (!file) errors['picture'] = { key: 'none' }
  if (!file || !note.ok || Object.keys(errors).length > 0) return showList(c, world, { form, errors })
  const show = form.get('show')
  const boxes = readBoxes(form.get('boxes')) ?? []
  const prepared = await coverPicture(file.bytes, { faces, boxes })
  if (!prepared.ok) return showList(c, world, { form, errors, wrong: prepared.error })
  const picture = await addOwnPicture(
    { world, by },
    {
      subject,
      upload: readUpload(form) ?? randomUUID(),
      told: told.value,
      show: show === 'after' || show === 'now' ? show : 'keep',
      prepared: prepared.value,
      consent: note.value,
    },
  )
  return goTo(c, pictureDeskPaths.show(picture.id), '#done')
}

/** What a picture belongs to, with where that is at the desk. */
export async function aboutOf(page: Page, world: World, subject: string): Promise<PictureGroup['about']> {
  const read = readSubject(subject)
  const event = read?.kind === 'event' ? await findEvent(world.database.db, read.id) : undefined
  if (!event) return { title: read?.id ?? subject, path: null, subject }
  const { title } = textsIn(event.content, page.lang).texts
  return { title, path: eventDeskPaths.show(event.id), subject }
}
