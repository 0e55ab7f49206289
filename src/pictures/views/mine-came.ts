import type { Form } from '#platform/forms/form.ts'
import { field, radios } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { hidden, type Slow } from '#platform/ui/public-form.ts'
import { PRESS_SIZES, PRESSED_WIDTH, readSize } from '../cover-form.ts'
import { picturePaths } from '../paths.ts'
import { MAX_WAITING } from '../picture.ts'

/** What became of files: which came, which were refused and why, which are the same as a picture that is here. */
export type Came = {
  taken: number
  refused: readonly { number: number; wrong: string }[]
  twice: readonly { number: number; same: number }[]
}

/** A picture as it is kept, with a small version of it as an address that holds it. */
export type Looked = {
  number: number
  upload: string
  covered: number
  width: number
  height: number
  preview: string
}

type CameProps = {
  code: string
  form: Form
  came: Came | null
  looked: readonly Looked[]
  sending: { secret: string; sent: readonly string[] }
  slow: Slow | null
  again: boolean
}

/** What came in this sending without scripts: each picture as it is kept, to cover more in it or to take it back. */
export function cameSection(page: Page, props: CameProps): Html {
  const { t } = page
  const { came, looked, sending } = props
  const isHidden = looked.length === 0 && sending.sent.length > 0 && (props.slow !== null || props.again)
  if (isHidden) return showAgain(page, props)
  if (!came && looked.length === 0) return raw('')
  const notes = came && [
    ...came.refused.map(({ number, wrong }) =>
      t('pictures.mine.refused', { number, why: t(`pictures.wrong.${wrong}`, { most: MAX_WAITING }) }),
    ),
    ...came.twice.map(same => t('pictures.mine.twice', same)),
  ]
  const title = came
    ? t('pictures.mine.came', { taken: came.taken, refused: came.refused.length })
    : t('pictures.mine.sent', { count: looked.length })
  return html`<section aria-labelledby="came"><h2 id="came" tabindex="-1">${title}</h2>
${notes && notes.length > 0 && html`<ul class="summary" role="alert">${notes.map(note => html`<li>${note}</li>`)}</ul>`}
${looked.length > 0 && html`<p>${t('pictures.mine.look')}</p>`}
${looked.map(picture => lookedPicture(page, props, picture))}</section>`
}

/** What each form of the page carries on, so that its pictures can be shown again. */
export function carriedOf({ code, sending, slow }: Pick<CameProps, 'code' | 'sending' | 'slow'>) {
  return { code, sending: sending.secret, sent: sending.sent.join(' '), ticket: slow?.ticket ?? '' }
}

function lookedPicture(page: Page, props: CameProps, picture: Looked): Html {
  const { t, lang } = page
  const { number, upload } = picture
  const place = `came-${number}`
  // After a press the page stands where somebody pressed.
  const action = `${link(page, picturePaths.mine(lang))}#${place}`
  const height = Math.max(1, Math.round((PRESSED_WIDTH * picture.height) / picture.width))
  return html`<article class="came" id="${place}"><h3>${t('pictures.mine.one', { number, covered: picture.covered })}</h3>
<form class="form" method="post" action="${action}">
${hidden(page, { do: 'cover', upload, ...carriedOf(props) })}
<p class="hint" id="press-${number}">${t('pictures.mine.press')}</p>
<input type="image" class="pressed" name="at" src="${picture.preview}" width="${PRESSED_WIDTH}" height="${height}" alt="${t('pictures.mine.press-alt', { number })}" aria-describedby="press-${number}">
${radios({
  name: 'size',
  id: `size-${number}`,
  label: t('pictures.mine.size'),
  value: readSize(props.form.get('size')),
  options: Object.keys(PRESS_SIZES).map(value => ({ value, text: t(`pictures.mine.size-${value}`) })),
})}
<details class="group"><summary>${t('pictures.mine.numbers')}</summary><p class="hint">${t('pictures.mine.numbers-hint')}</p>
${(['left', 'top', 'wide', 'high'] as const).map(part => field({ name: part, id: `${part}-${number}`, label: t(`pictures.mine.${part}`), value: '', inputmode: 'decimal', short: true }))}
<div class="actions"><button class="button button--quiet" name="how" value="percent">${t('pictures.mine.cover')}</button></div></details></form>
<form class="form" method="post" action="${action}">${hidden(page, { do: 'drop', upload, ...carriedOf(props) })}
<div class="actions"><button class="button button--quiet">${t('pictures.mine.drop', { number })}</button></div></form></article>`
}

function showAgain(page: Page, props: CameProps): Html {
  const { t, lang } = page
  return html`<form class="form" method="post" action="${link(page, picturePaths.mine(lang))}">${hidden(page, { do: 'look', ...carriedOf(props) })}
<div class="actions"><button class="button">${t('pictures.mine.show-again')}</button></div></form>`
}
