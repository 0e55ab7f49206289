import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // How it is written, not what it says.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    // A button in a form submits it: that is what the standard says and what is meant everywhere here.
    'no-implicit-button-type': 'off',
    // Several boxes to tick share a name, as several answers to one question do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // Pressing on a picture sends where: that works without scripts.
    'prefer-button': ['error', { exclude: ['image'] }],
    // Titles are those of events; a browser shows as much as fits.
    'long-title': 'off',
  },
})

/** What is wrong with a page's HTML by the HTML Standard and our own rules, one line each with its place. */
export async function findFaults(page: string): Promise<string[]> {
  const report = await validator.validateString(page)
  const standard = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  )
  return [...standard, ...findForeign(page)]
}

/** What our policy forbids to stand in a page: styles of elements and scripts in it, and files that load from elsewhere. */
function findForeign(page: string): string[] {
  const faults: string[] = []
  for (const [tag, name = ''] of page.matchAll(/<([a-z][\w-]*)\b[^>]*>/gi)) {
    // What stands in quotes is text, whatever it looks like.
    const names = tag.replace(/"[^"]*"/g, '""')
    if (/\sstyle\s*=/i.test(names)) faults.push(`inline style: ${tag}`)
    if (/\son[a-z]+\s*=/i.test(names)) faults.push(`inline handler: ${tag}`)
    if (/\ssrc(set)?\s*=\s*["']?\s*(?!data:image\/)([a-z][a-z0-9+.-]*:|\/\/)/i.test(tag))
      faults.push(`loads from elsewhere: ${tag}`)
    if (name === 'script' && !/\ssrc=|type="application\/ld\+json"/.test(tag))
      faults.push(`inline script: ${tag}`)
    const isFile = name === 'link' && !/\srel="(alternate|canonical)"/.test(tag)
    if (isFile && /\shref="([a-z][a-z0-9+.-]*:|\/\/)/i.test(tag)) faults.push(`loads from elsewhere: ${tag}`)
  }
  // Ours, allowed by its hash: src/styles.test.ts.
  if ([...page.matchAll(/<style\b/gi)].length > 1) faults.push('a second style element')
  return faults
}
