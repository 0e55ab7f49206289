import { findClaim, takeClaim } from '#desk/store.ts'
import { deskFiles, readDeskForm } from '#members/desk-actions.ts'
import { type Form, formOf } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, neverStore, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { readBoxes } from '#platform/pictures/box.ts'
import { bytesOf } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import { sealedDeskPaths } from '#sealed/paths.ts'
import { listSealed } from '#sealed/store.ts'
import { coverPicture } from './actions.ts'
import {
  approvePicture,
  editPicture,
  refusePicture,
  removePicture,
  type Show,
  takeNextPicture,
} from './desk-actions.ts'
import { readSize } from './files-actions.ts'
import { aboutOf, addPicturesList } from './list-desk.ts'
import { pictureDeskPaths, readFileName } from './paths.ts'
import { claimOf, type Picture } from './picture.ts'
import { getMyPicture, getPictureMember, mayDecide } from './reach-desk.ts'
import { addPicturesReseal, openBody } from './reseal-desk.ts'
import { sendFile } from './routes.ts'
import { findBody, listPictures } from './store.ts'
import { readTold, type ToldErrors } from './told-form.ts'
import { picturePage } from './views/desk/picture.ts'
import { toldPairs } from './views/fields.ts'

const ID = /^[0-9a-f-]{36}$/

/** Pictures at the desk: opened in the member's browser, decided about, edited, taken down. */
export function addPicturesDesk(app: App, world: World): void {
  addPicturesList(app, world)
  addPicturesReseal(app, world)
  app.get('/desk/pictures/:name', async c => {
    neverStore(c)
    const name = c.req.param('name')
    const file = readFileName(name)
    if (file) return showFile(c, world, file)
    if (name.endsWith('.age')) return sendSealed(c, world, name.slice(0, -4))
    return showPicture(c, world, { picture: await getMyPicture(c, world, idOf(name)) })
  })
  app.post('/desk/pictures/:id/approve', c => approve(c, world))
  app.post('/desk/pictures/:id/refuse', c => act(c, world, refusePicture))
  app.post('/desk/pictures/:id/remove', c => act(c, world, removePicture))
  app.post('/desk/pictures/:id/edit', c => edit(c, world))
  app.post('/desk/pictures/:id/publish', c => show(c, world, 'after'))
  app.post('/desk/pictures/:id/hide', c => show(c, world, 'keep'))
}

function idOf(text: string | undefined): string {
  if (!text || !ID.test(text)) throw new Problem('not-found')
  return text
}

/** The sealed body, for those who hold the key: they open it in their browser, or with the age command. */
async function sendSealed(c: Ctx, world: World, id: string): Promise<Response> {
  const body = await openBody(c, world, idOf(id))
  return c.body(new Uint8Array(bytesOf(body.body)), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="picture.jpg.age"',
    'Vestka-Key': body.keyId,
  })
}

async function showFile(
  c: Ctx,
  world: World,
  { id, size, type }: NonNullable<ReturnType<typeof readFileName>>,
): Promise<Response> {
  const { state } = await getMyPicture(c, world, id)
  const bytes = state === 'waiting' ? null : await readSize(world, id, size)
  if (!bytes) throw new Problem('not-found')
  const answer = sendFile(c, bytes, { type, side: size })
  answer.headers.set('Cache-Control', 'no-store')
  return answer
}

type ShownPicture = {
  picture: Picture
  form?: Form
  errors?: ToldErrors
  /** What is wrong with the file that was sent: a text pictures.wrong.<wrong>. */
  wrong?: string | null
  conflict?: boolean
}

async function showPicture(
  c: Ctx,
  world: World,
  { picture, form, errors = {}, wrong = null, conflict = false }: ShownPicture,
): Promise<Response> {
  const page = c.get('page')
  const member = getPictureMember(c)
  const { db } = world.database
  const subject = claimOf(picture.id)
  const decides = await mayDecide(world, member, picture.subject)
  const claim =
    c.req.method === 'GET' && picture.state === 'waiting'
      ? await takeClaim(db, { subject, member: member.name, now: page.now })
      : await findClaim(db, subject, page.now)
  const [consent] = decides ? await listSealed(db, { subject: picture.id, kind: 'consent' }) : []
  const body = picture.state === 'waiting' ? await findBody(db, picture.id) : undefined
  c.set('opens', true)
  return showPage(
    c,
    picturePage(page, {
      picture,
      about: await aboutOf(page, world, picture.subject),
      keyId: body?.keyId ?? null,
      consent: consent ? sealedDeskPaths.record(consent.id) : null,
      form: form ?? formOf(new URLSearchParams(toldPairs(picture))),
      errors,
      wrong,
      conflict,
      decides,
      inHandOf: claim && claim.member !== member.name ? claim.member : null,
    }),
    conflict ? 409 : wrong || Object.keys(errors).length > 0 ? 422 : 200,
  )
}

async function approve(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const picture = await getMyPicture(c, world, idOf(c.req.param('id')))
  const member = getPictureMember(c)
  if (!(await mayDecide(world, member, picture.subject))) throw new Problem('not-found')
  const told = readTold(form, world.texts.codes, picture)
  const file = deskFiles(c).find(({ field }) => field === 'picture')
  const boxes = readBoxes(form.get('boxes'))
  const shown = { picture, form, errors: told.errors }
  if (!file || !boxes) return showPicture(c, world, { ...shown, wrong: boxes ? 'no-file' : 'fields' })
  if (Object.keys(told.errors).length > 0) return showPicture(c, world, shown)
  // Whoever approves has looked at it: nothing is covered here that they did not choose.
  const prepared = await coverPicture(file.bytes, { faces: 'show', boxes })
  if (!prepared.ok) return showPicture(c, world, { ...shown, wrong: prepared.error })
  const done = await approvePicture(
    { world, by: member, picture },
    { ...versionOf(form), told: told.value, show: readShow(form), prepared: prepared.value },
  )
  return done ? goOn(c, world, picture) : collided(c, world, picture, form)
}

async function edit(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const picture = await getMyPicture(c, world, idOf(c.req.param('id')))
  const told = readTold(form, world.texts.codes, picture)
  if (Object.keys(told.errors).length > 0)
    return showPicture(c, world, { picture, form, errors: told.errors })
  const by = getPictureMember(c)
  // Who only writes does not decide when it is shown.
  const decides = await mayDecide(world, by, picture.subject)
  const decision = { ...versionOf(form), told: told.value, show: decides ? readShow(form) : showOf(picture) }
  const done = await editPicture({ world, by, picture }, decision)
  return done ? goTo(c, pictureDeskPaths.show(picture.id), '#done') : collided(c, world, picture, form)
}

/** Publishes an approved picture, or takes it off the pages without deleting it. */
async function show(c: Ctx, world: World, as: Show): Promise<Response> {
  const { form, picture, by } = await readDecision(c, world)
  const wanted = as === 'after' && form.get('show') === 'now' ? 'now' : as
  const done = await editPicture({ world, by, picture }, { ...versionOf(form), told: picture, show: wanted })
  return done ? goTo(c, pictureDeskPaths.show(picture.id), '#done') : collided(c, world, picture, form)
}

async function act(c: Ctx, world: World, deed: typeof refusePicture): Promise<Response> {
  const { form, picture, by } = await readDecision(c, world)
  const done = await deed({ world, by, picture }, versionOf(form).version)
  return done ? goOn(c, world, picture) : collided(c, world, picture, form)
}

/** After a decision: the next picture of the same subject that waits and that nobody else looks at, or all of it. */
async function goOn(c: Ctx, world: World, { id, subject }: Picture): Promise<Response> {
  const { name: member } = getPictureMember(c)
  const pictures = await listPictures(world.database.db, [subject])
  const ids = pictures.flatMap(other => (other.state === 'waiting' && other.id !== id ? [other.id] : []))
  const next = await takeNextPicture(world, { member, ids })
  if (next) return goTo(c, pictureDeskPaths.show(next), '#next')
  return goTo(c, pictureDeskPaths.of(subject), '#done')
}

async function readDecision(c: Ctx, world: World) {
  const form = await readDeskForm(world, c)
  const picture = await getMyPicture(c, world, idOf(c.req.param('id')))
  const by = getPictureMember(c)
  if (!(await mayDecide(world, by, picture.subject))) throw new Problem('not-found')
  return { form, picture, by }
}

async function collided(c: Ctx, world: World, before: Picture, form: Form): Promise<Response> {
  const picture = await getMyPicture(c, world, before.id)
  return showPicture(c, world, { picture, form, conflict: true })
}

function versionOf(form: Form): { version: number } {
  return { version: Number(form.get('version')) }
}

function readShow(form: Form): Show {
  const show = form.get('show')
  return show === 'now' || show === 'keep' ? show : 'after'
}

function showOf({ state, showFrom }: Picture): Show {
  return state !== 'published' ? 'keep' : showFrom === null ? 'after' : 'now'
}
