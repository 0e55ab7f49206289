import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { checkLayers } from './check-layers.ts'

const GOOD: Record<string, string> = {
  'main.ts': "import { app } from './app.ts'\nawait import('#cli/serve.ts')\n",
  'app.ts': "import { routes } from '#events/routes.ts'\nexport const app = routes\n",
  'cli/serve.ts': "import { sign } from '#events/actions.ts'\n",
  'testing/world.ts': "import { app } from '#app.ts'\n",
  'events/event.ts':
    "import { fold } from '#platform/names/fold.ts'\nimport type { Form } from '#platform/http/form.ts'\n",
  'platform/http/form.ts': 'export type Form = {}\n',
  'events/store.ts':
    "import type { Db } from '#platform/db/tables.ts'\nimport { event } from './event.ts'\ndeclare module '#platform/db/tables.ts' {\n  interface Tables {\n    events: { id: string }\n  }\n}\nexport const find = (db: Db) => db.selectFrom('events')\n",
  'events/actions.ts': "import {\n  find,\n} from './store.ts'\nimport { createHash } from 'node:crypto'\n",
  'events/reads.ts': "import { sign } from './actions.ts'\n",
  'events/card.ts': "import { html } from '#platform/ui/html.ts'\nimport { event } from './event.ts'\n",
  'events/views/list.ts':
    "import { card } from '#events/card.ts'\nimport { edition } from '#editions/edition.ts'\n",
  'events/embed.client.ts': "import { event } from './event.ts'\n",
  'events/routes.ts':
    "import { list } from './views/list.ts'\nimport { Hono } from 'hono'\nimport { find } from '#editions/store.ts'\n",
  'events/event.test.ts': "import { app } from '#app.ts'\n",
  'editions/edition.ts': "// import { find } from '#events/store.ts'\nexport const edition = 1\n",
  'editions/store.ts': 'export const find = 1\n',
  'platform/names/fold.ts': 'export const fold = 1\n',
  'platform/db/tables.ts': "import type { Kysely } from 'kysely'\n",
  'platform/ui/html.ts': "import { html } from 'hono/html'\n",
}

const WRONG: [string, string, RegExp][] = [
  [
    'platform/ui/html.ts',
    "import { event } from '#events/event.ts'\n",
    /the platform knows only the platform/,
  ],
  ['platform/ui/html.ts', "import { app } from '../../app.ts'\n", /the platform knows only the platform/],
  ['events/routes.ts', "import { app } from '#app.ts'\n", /nothing below may import main/],
  ['events/routes.ts', "import { run } from '#cli/serve.ts'\n", /nothing below may import main/],
  ['app.ts', "import { make } from '#testing/world.ts'\n", /only tests/],
  ['events/event.ts', "import { find } from './store.ts'\n", /within a part imports go down \(1 → 2\)/],
  ['events/store.ts', "import { sign } from './actions.ts'\n", /within a part imports go down/],
  ['events/views/list.ts', "import { find } from '#editions/store.ts'\n", /a view must not/],
  ['events/views/list.ts', "import type { find } from '../store.ts'\n", /a view must not/],
  ['events/views/list.ts', "import { sign } from '../reads.ts'\n", /a view must not/],
  ['events/views/list.ts', "import { x } from '#platform/db/tables.ts'\n", /a view must not/],
  ['events/card.ts', "import { sign } from './actions.ts'\n", /a card must not/],
  ['events/actions.ts', "import { Hono } from 'hono'\n", /actions must not/],
  ['events/actions.ts', "import { list } from './views/list.ts'\n", /actions must not/],
  ['events/desk-actions.ts', "import { Hono } from 'hono'\n", /actions must not/],
  ['events/event.ts', "import { hash } from 'node:crypto'\n", /a noun must not/],
  ['events/event.ts', "import { Db } from '#platform/db/tables.ts'\n", /a noun must not/],
  ['events/event.ts', "import { readForm } from '#platform/http/form.ts'\n", /a noun must not/],
  ['events/event.ts', "import { edition } from '#editions/edition.ts'\n", /strictly down \(1 → 1\)/],
  ['events/store.ts', "import { find } from '#editions/store.ts'\n", /strictly down \(2 → 2\)/],
  ['events/routes.ts', "export {\n  routes,\n} from '#editions/routes.ts'\n", /not there/],
  ['editions/edition.ts', "const x = await import('#events/store.ts')\n", /strictly down/],
  ['loose.ts', 'export {}\n', /belongs to no part/],
  [
    'editions/store.ts',
    "db.selectFrom('events')\n",
    /the table events, which belongs to the store of events/,
  ],
  ['events/actions.ts', "db.selectFrom('events as e').where(db.selectFrom('events'))\n", /the table events/],
]

test('a tree whose imports go down passes', () => {
  assert.deepEqual(checkTree(GOOD), [])
})

for (const [file, text, expected] of WRONG) {
  test(`${file} must not: ${text.trim().replaceAll('\n', ' ')}`, () => {
    const faults = checkTree({ ...GOOD, [file]: `${text}` })
    assert.match(faults.join('\n'), expected)
    assert.ok(faults.some(fault => fault.startsWith(`${file}:`)))
  })
}

test('a circle inside the platform is found', () => {
  const faults = checkTree({
    ...GOOD,
    'platform/names/fold.ts': "import { a } from './a.ts'\n",
    'platform/names/a.ts': "\n\nimport type { b } from './b.ts'\n",
    'platform/names/b.ts': "import { fold } from './fold.ts'\n",
  })
  assert.equal(faults.length, 1)
  assert.match(faults[0]!, /a circle: .*fold\.ts/)
})

function checkTree(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-layers-'))
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    return checkLayers(folder).map(({ file, line, text }) => `${file}:${line} ${text}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
