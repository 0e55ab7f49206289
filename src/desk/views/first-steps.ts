import { editionDeskPaths } from '#editions/paths.ts'
import { intakeDeskPaths } from '#intake/paths.ts'
import { keyPaths } from '#keys/paths.ts'
import { memberPaths } from '#members/paths.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { settingsPaths } from '#settings/paths.ts'
import { type FirstSteps, isUnderWay, nextStep, STEPS, type StepName } from '../first-steps.ts'

const PATHS: Record<StepName, string> = {
  name: settingsPaths.settings,
  keys: keyPaths.setUp,
  coordinator: memberPaths.members,
  edition: editionDeskPaths.list(),
  list: intakeDeskPaths.list(),
}

/** What is to be done before the Day is open, with what is done and what is next; folded once the Day has events. */
export function firstSteps(page: Page, steps: FirstSteps): Html {
  const { t } = page
  const next = nextStep(steps)
  const count = t('desk.steps.count', { done: steps.done.size, all: STEPS.length })
  return html`<details class="group first-steps"${attrs({ open: !isUnderWay(steps) })}><summary>${t('desk.steps.title')}: ${count}</summary>
<ol>${STEPS.map(name => stepItem(page, steps, { name, isNext: name === next }))}</ol></details>`
}

function stepItem(
  page: Page,
  steps: FirstSteps,
  { name, isNext }: { name: StepName; isNext: boolean },
): Html {
  const { t } = page
  const isDone = steps.done.has(name)
  const begun = name === 'edition' ? steps.begun : null
  const path = begun === null ? PATHS[name] : editionDeskPaths.edit(begun)
  const text =
    begun === null ? t(`desk.steps.${name}`) : t('desk.steps.edition-begun', { year: String(begun) })
  if (isDone)
    return html`<li class="quiet">${t(`desk.steps.${name}`)} <strong>${t('desk.steps.done')}</strong></li>`
  return html`<li><a href="${link(page, path)}">${text}</a>${isNext && html` <strong class="mark">${t('desk.steps.next')}</strong>`}
<p class="hint">${t(`desk.steps.${name}-why`)}</p></li>`
}
