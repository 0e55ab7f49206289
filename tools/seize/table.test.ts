import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import sharp from 'sharp'
import { onBothEngines } from '#testing/world.ts'
import { bodyOf } from './body.ts'
import { createCanaries } from './canary.ts'
import { needlesOf } from './encodings.ts'
import { CARRIED } from './fields.ts'
import { fillForm } from './fill.ts'
import { formsIn } from './form.ts'
import { findFormLine, findLine, findUnknown } from './known.ts'
import { PAGE, withTable } from './markdown.ts'
import { makePicture } from './picture.ts'
import { createSearch, searchBytes } from './search.ts'
import { FORMS } from './table.ts'

const PAGE_WITH_FORM = `<form method="post" action="../events/new"><input type="hidden" name="token" value="a.b.c-0123456789">
<input name="title" value=""><textarea name="about"></textarea><select name="kind"><option value="">?</option><option value="rally">Rally</option></select>
<textarea name="contact"></textarea><button name="what">Send</button></form><input name="alone">`

test('the page about threats says of each field what the run goes by', () => {
  const page = readFileSync(PAGE, 'utf8')
  assert.equal(withTable(page), page, 'run `node tools/seize/markdown.ts`')
})

onBothEngines('the table', make => {
  test('has every address that takes a form', async () => {
    const { public: open, desk } = await make()
    const paths = [open, desk].flatMap(app =>
      app.routes
        .filter(({ method }) => method !== 'GET' && method !== 'ALL')
        .map(({ method, path }) => ({ method, path })),
    )
    assert.ok(paths.length > 30)
    for (const { method, path } of paths) {
      assert.equal(method, 'POST', path)
      const action = path.replace(/\/:lang(?:\{[^/]*\})?(?=\/|$)/, '/en').replace(/:\w+(?:\{[^/]*\})?/g, 'x')
      const none = { fields: [], names: new Set<string>(), choices: new Map(), files: new Set<string>() }
      const form = { method: 'POST' as const, action, multipart: false, ...none }
      // One address for several forms has a line for each that it can do.
      const found = findFormLine(form, '') ?? FORMS.find(({ at }) => at.includes(`POST ${path}`))
      assert.ok(found, `POST ${path} is in no line`)
    }
  })
})

test('no field of a form stands in two lines', () => {
  for (const { form, lines } of FORMS) {
    const names = [...lines, ...CARRIED].flatMap(line => line.names.split(' '))
    assert.equal(new Set(names).size, names.length, form)
  }
})

test('a field that is in no line is found, and a form, and what stands in no form', () => {
  const forms = formsIn(PAGE_WITH_FORM, '/en/events/next')
  assert.deepEqual(
    forms.map(({ method, action }) => `${method} ${action}`),
    ['POST /en/events/new', 'GET '],
  )
  assert.deepEqual(findUnknown(forms, '/en/events/next'), [
    'POST /en/events/new: what',
    'no form, /en/events/next: the whole form (alone)',
  ])
  const other = formsIn('<form method="post" action="/desk/new-thing"><input name="x"></form>', '/desk')
  assert.deepEqual(findUnknown(other, '/desk'), ['POST /desk/new-thing: the whole form (x)'])
})

test('a form is filled in as the table says, and refused ones have canaries everywhere', () => {
  const [form] = formsIn(PAGE_WITH_FORM, '/en/events/next')
  const canaries = createCanaries()
  const taken = new Map(fillForm(canaries, form!).fields)
  assert.equal(taken.get('token'), 'a.b.c-0123456789')
  assert.equal(taken.get('kind'), 'rally')
  const of = (name: string) => canaries.all.filter(({ from }) => from.endsWith(`: ${name}`))
  assert.deepEqual(
    of('title').map(({ clear }) => clear),
    [true],
  )
  assert.ok(taken.get('title')!.includes(of('title')[0]!.core))
  assert.deepEqual(
    of('contact').map(({ family, clear }) => `${family} ${clear}`),
    ['names false', 'e-mails false', 'phone numbers false', 'towns false', 'texts false'],
  )
  const before = canaries.all.length
  fillForm(canaries, form!, { refused: true })
  const refused = canaries.all.slice(before)
  assert.ok(refused.every(({ clear }) => !clear))
  for (const name of ['title', 'about', 'kind', 'contact', 'token'])
    assert.ok(
      refused.some(({ from }) => from === `announcing an event, refused: ${name}`),
      name,
    )
})

test('a file is filled in with a picture that carries canaries, and sent as multipart', () => {
  const [form] = formsIn(
    '<form method="post" enctype="multipart/form-data" action="/en/events/new"><input name="title" value=""><input type="file" name="picture"></form>',
    '/',
  )
  const canaries = createCanaries()
  const filled = fillForm(canaries, form!, { refused: true })
  const { body, type } = bodyOf(filled)
  assert.match(type, /^multipart\/form-data; boundary=/)
  const inside = canaries.all.filter(({ from }) => from.includes(': picture: '))
  assert.deepEqual(inside.map(({ from }) => from.replace(/.*: /, '')).sort(), [
    'EXIF',
    'EXIF',
    'XMP',
    'comment',
    'name of the file',
    'pixels',
    'place in EXIF',
  ])
  const search = createSearch(inside.flatMap(needlesOf))
  const found = new Set(searchBytes(search, body).found.map(({ needle }) => needle.canary))
  assert.equal(found.size, inside.length)
})

test('the picture is one that can be read, with what it carries', async () => {
  const { bytes } = makePicture(createCanaries(), { from: 'test', clear: false })
  const picture = sharp(bytes, { failOn: 'warning' })
  const { width, format, exif, xmp } = await picture.metadata()
  assert.deepEqual([width, format], [128, 'jpeg'])
  assert.ok(exif && xmp)
  assert.ok(new Set(await picture.raw().toBuffer()).size > 50)
})

test('forms with one address are told apart by what they do', () => {
  const page = (doing: string, name: string) =>
    formsIn(
      `<form method="post" action="/be/events/mine">${doing && `<input type="hidden" name="do" value="${doing}">`}<input name="${name}"></form>`,
      '/be/events/mine',
    )[0]!
  assert.equal(findFormLine(page('answer', 'answer'), '')?.form, 'answering the desk')
  assert.equal(findFormLine(page('', 'code'), '')?.form, 'opening one’s event with the code')
  assert.equal(findLine(findFormLine(page('change', 'contact'), '')!, 'contact')?.kept, 'sealed')
})
