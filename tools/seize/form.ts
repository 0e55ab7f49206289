import { unescapeHtml } from '#testing/browser.ts'

/** A form as it stands in a page; `fields` are what a browser would send of it, `choices` all values of a name. */
export type PageForm = {
  method: 'GET' | 'POST'
  /** Path and query to which it goes, from the root of the site. */
  action: string
  fields: [string, string][]
  /** Names of everything in it that has one, sent or not. */
  names: Set<string>
  choices: Map<string, string[]>
  /** Names of fields for files. */
  files: Set<string>
  /** Whether it is sent as multipart/form-data (RFC 7578), as forms with files are. */
  multipart: boolean
}

/** The forms of a page at `path`. What has a name and stands in no form comes as a last form without an action. */
export function formsIn(page: string, path: string): PageForm[] {
  const forms: PageForm[] = []
  const rest = page.replace(/<form\b([^>]*)>([\s\S]*?)<\/form>/g, (_, head: string, body: string) => {
    const url = new URL(attribute(head, 'action') ?? '', `http://page.invalid${path}`)
    const method = /method="post"/i.test(head) ? 'POST' : 'GET'
    const multipart = /enctype="multipart\/form-data"/i.test(head)
    forms.push({ method, action: url.pathname + url.search, multipart, ...readControls(body) })
    return ''
  })
  const loose = readControls(rest)
  return loose.names.size > 0 ? [...forms, { method: 'GET', action: '', multipart: false, ...loose }] : forms
}

const CONTROLS =
  /<(input|button)\b([^>]*)>|<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g

function readControls(body: string): Pick<PageForm, 'fields' | 'names' | 'choices' | 'files'> {
  const fields: [string, string][] = []
  const names = new Set<string>()
  const choices = new Map<string, string[]>()
  const files = new Set<string>()
  const note = (name: string, value: string) => choices.set(name, [...(choices.get(name) ?? []), value])
  for (const [, tag, head = '', area, text = '', select, options = ''] of body.matchAll(CONTROLS)) {
    const attributes = tag ? head : (area ?? select ?? '')
    const name = attribute(attributes, 'name')
    if (!name) continue
    names.add(name)
    if (tag && /type="file"/.test(attributes)) {
      files.add(name)
      continue
    }
    if (area !== undefined) fields.push([name, unescapeHtml(text)])
    else if (select !== undefined) fields.push([name, chosen(name, options, note)])
    else {
      const value = attribute(attributes, 'value')
      const isChoice = /type="(?:radio|checkbox)"/.test(attributes)
      if (isChoice || tag === 'button') note(name, value ?? 'on')
      if (tag === 'input' && (!isChoice || /\schecked\b/.test(attributes)))
        fields.push([name, value ?? (isChoice ? 'on' : '')])
    }
  }
  return { fields, names, choices, files }
}

function chosen(name: string, options: string, note: (name: string, value: string) => void): string {
  const tags = [...options.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag)
  for (const tag of tags) note(name, attribute(tag, 'value') ?? '')
  return attribute(tags.find(tag => /\sselected\b/.test(tag)) ?? tags[0] ?? '', 'value') ?? ''
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(` ${tag}`)?.[1]
  return value === undefined ? undefined : unescapeHtml(value)
}
