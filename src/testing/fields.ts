import { unescapeHtml } from './browser.ts'

/** What a browser would send of all forms of a page together: names with their values, buttons left out. */
export function fieldsIn(page: string): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  const add = (name: string | undefined, value: string) => {
    if (name) fields.set(name, [...(fields.get(name) ?? []), value])
  }
  const controls = page.matchAll(
    /<input\b[^>]*>|<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g,
  )
  for (const [tag, areaAttributes, areaText, selectAttributes, options] of controls) {
    if (areaAttributes !== undefined) add(attribute(areaAttributes, 'name'), unescapeHtml(areaText ?? ''))
    else if (selectAttributes !== undefined) add(attribute(selectAttributes, 'name'), chosen(options ?? ''))
    else if (!/type="(?:radio|checkbox)"/.test(tag) || /\schecked\b/.test(tag))
      add(attribute(tag, 'name'), attribute(tag, 'value') ?? 'on')
  }
  return fields
}

/** Those of `sent` that do not stand in the page's forms, each as 'name: value'. */
export function findLost(page: string, sent: readonly (readonly [string, string])[]): string[] {
  const kept = fieldsIn(page)
  return sent.flatMap(([name, value]) => (kept.get(name)?.includes(value) ? [] : [`${name}: ${value}`]))
}

function chosen(options: string): string {
  const tags = [...options.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag)
  const tag = tags.find(one => /\sselected\b/.test(one)) ?? tags[0] ?? ''
  return attribute(tag, 'value') ?? ''
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescapeHtml(value)
}
