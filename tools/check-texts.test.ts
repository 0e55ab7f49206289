import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { checkTexts } from './check-texts.ts'

const GOOD = {
  'platform/ui/texts/en.json': {
    skip: 'Skip it',
    count: '{n, plural, one {# thing} other {# things}}',
    link: 'Here is <a>more</a> of {name}',
    'kind.a': 'Don’t',
    'kind.b': '{n, plural, =0 {none} one {# thing} other {# things}}',
    handed: 'Handed on',
  },
  'platform/ui/texts/be.json': {
    skip: 'Прапусціць',
    count: '{n, plural, one {# рэч} few {# рэчы} many {# рэчаў} other {# рэчы}}',
    link: 'Тут <a>больш</a> пра {name}',
    'kind.a': 'Аб’ява',
    'kind.b': '{n, plural, =0 {нічога} one {# рэч} few {# рэчы} many {# рэчаў} other {# рэчы}}',
    handed: 'Далей',
  },
  'platform/ui/texts/context.json': {
    skip: 'A link.',
    count: 'A count.',
    link: 'A link.',
    'kind.a': 'A kind.',
    'kind.b': 'A kind.',
    handed: 'A word.',
  },
  'platform/ui/view.ts': `
    page.t('ui.skip') + t(
      'ui.count', { n }) + t.rich('ui.link', {}) + t(\`ui.kind.\${kind}\`)
    const key = wrong ? 'ui.handed' : null`,
}

type Tree = Record<keyof typeof GOOD, string | Record<string, string | undefined>>

const WRONG: [string, Partial<Tree>, RegExp][] = [
  ['a missing key', be({ skip: undefined }), /be\.json has no skip/],
  ['a key too many', be({ more: 'Яшчэ' }), /be\.json has more, which English has not/],
  ['no context', { 'platform/ui/texts/context.json': {} }, /context\.json has no skip/],
  ['a broken message', be({ count: '{n, plural, one {# рэч}' }), /count is not ICU/],
  ['a plural form missing', be({ count: '{n, plural, one {# рэч} other {# рэчы}}' }), /without few, many/],
  ['a plural form too many', en({ count: '{n, plural, one {#} few {#} other {#}}' }), /with few, which this/],
  ['another value', be({ link: 'Тут <a>больш</a> пра {імя}' }), /has the values/],
  ['a tag missing', be({ link: 'Тут больш пра {name}' }), /has the values name, English has <a>, name/],
  ['a straight apostrophe', be({ 'kind.a': "Аб'ява" }), /kind\.a has a straight/],
  [
    'a straight quote inside a plural',
    en({ count: '{n, plural, one {"#"} other {#}}' }),
    /count has a straight/,
  ],
  ['a space at the end', be({ skip: 'Прапусціць ' }), /begins or ends/],
  ['a Russian letter in Belarusian', be({ skip: 'Пропустить' }), /letter that this language/],
  ['an unknown key', view("t('ui.unknown')"), /asks for ui\.unknown/],
  ['an unknown rich key', view("t.rich('ui.unknown', {})"), /asks for ui\.unknown/],
  ['a template that fits nothing', view('t(`ui.sort.\u0024{sort}`)'), /asks for ui\.sort/],
  ['a key that nobody uses', { ...both({ extra: 'Лішняе' }) }, /ui\.extra is used nowhere/],
]

test('complete texts pass', () => {
  assert.deepEqual(checkTree(GOOD), [])
})

for (const [name, change, expected] of WRONG) {
  test(`refuses ${name}`, () => {
    assert.match(checkTree({ ...GOOD, ...change }).join('\n'), expected)
  })
}

function en(change: Record<string, string | undefined>): Partial<Tree> {
  return { 'platform/ui/texts/en.json': { ...GOOD['platform/ui/texts/en.json'], ...change } }
}

function be(change: Record<string, string | undefined>): Partial<Tree> {
  return { 'platform/ui/texts/be.json': { ...GOOD['platform/ui/texts/be.json'], ...change } }
}

function both(change: Record<string, string>): Partial<Tree> {
  const context = { ...GOOD['platform/ui/texts/context.json'], ...change }
  return { ...en(change), ...be(change), 'platform/ui/texts/context.json': context }
}

function view(code: string): Partial<Tree> {
  return { 'platform/ui/view.ts': `${GOOD['platform/ui/view.ts']}\n${code}` }
}

function checkTree(tree: Tree): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-texts-'))
  try {
    for (const [file, content] of Object.entries(tree)) {
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
    }
    return checkTexts(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
