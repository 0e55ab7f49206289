/** What is wrong with an iCalendar text by RFC 5545: its lines, required properties, uniqueness. For tests: it shares no code with the writer. */
export function faultsOf(text: string): string[] {
  const faults: string[] = []
  if (!text.endsWith('\r\n')) faults.push('does not end with CRLF')
  const octets = text.split('\r\n')
  for (const one of octets) {
    if (/[\r\n]/.test(one)) faults.push(`bare line end: ${one}`)
    if (Buffer.byteLength(one) > 75) faults.push(`more than 75 octets: ${one}`)
  }
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)) faults.push('control character')
  if (!text.isWellFormed()) faults.push('lone surrogate')

  const open: { name: string; props: string[] }[] = []
  const uids = new Set<string>()
  const zones = new Set<string>()
  const used = new Set<string>()
  for (const line of text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)) {
    const match = LINE.exec(line)
    if (!match) {
      faults.push(`not a content line: ${line}`)
      continue
    }
    const [, name = '', params = '', value = ''] = match
    if (name === 'BEGIN') open.push({ name: value, props: [] })
    else if (name === 'END') {
      const closed = open.pop()
      if (closed?.name !== value) faults.push(`END:${value} closes ${closed?.name}`)
      else faults.push(...missing(closed))
    } else {
      open.at(-1)?.props.push(name)
      const parent = open.at(-1)?.name
      const form = FORMS[name]
      if (!parent) faults.push(`outside of the calendar: ${line}`)
      if (form && !form.test(value)) faults.push(`wrong value: ${line}`)
      if (name === 'UID') uids.has(value) ? faults.push(`UID twice: ${value}`) : uids.add(value)
      if (name === 'TZID') zones.has(value) ? faults.push(`zone twice: ${value}`) : zones.add(value)
      const zone = /;TZID=([^;:]+)/.exec(params)?.[1]
      if (zone) used.add(zone)
      if (parent === 'VEVENT' && /^DT(START|END)$/.test(name) && !zone && !/VALUE=DATE/.test(params))
        faults.push(`floating time: ${line}`)
    }
  }
  if (open.length > 0) faults.push(`${open.map(one => one.name)} left open`)
  for (const zone of used) if (!zones.has(zone)) faults.push(`no VTIMEZONE for ${zone}`)
  return faults
}

const LINE = /^([A-Z][A-Z\d-]*)((?:;[A-Z][A-Z-]*=(?:[^";:,]*|"[^"]*")(?:,(?:[^";:,]*|"[^"]*"))*)*):(.*)$/s
const TEXT = /^(?:[^\\;,]|\\[\\;,nN])*$/
const TEXTS = /^(?:[^\\;]|\\[\\;,nN])*$/
const FORMS: Record<string, RegExp> = {
  VERSION: /^2\.0$/,
  PRODID: TEXT,
  METHOD: /^PUBLISH$/,
  SUMMARY: TEXT,
  DESCRIPTION: TEXT,
  LOCATION: TEXT,
  NAME: TEXT,
  UID: TEXT,
  CATEGORIES: TEXTS,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  'LAST-MODIFIED': /^\d{8}T\d{6}Z$/,
  DTSTART: /^\d{8}(T\d{6})?$/,
  DTEND: /^\d{8}(T\d{6})?$/,
  SEQUENCE: /^\d+$/,
  STATUS: /^(CONFIRMED|TENTATIVE|CANCELLED)$/,
  GEO: /^-?\d{1,2}\.\d{6};-?\d{1,3}\.\d{6}$/,
  URL: /^[a-z]+:[\x21-\x7e]+$/,
  TZOFFSETFROM: /^(?!-0+$)[+-]\d{4}(\d\d)?$/,
  TZOFFSETTO: /^(?!-0+$)[+-]\d{4}(\d\d)?$/,
  'REFRESH-INTERVAL': /^PT\d+H$/,
}
const ONCE: Record<string, string[]> = {
  VCALENDAR: ['VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'NAME'],
  VEVENT: ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'SEQUENCE', 'STATUS', 'LAST-MODIFIED'],
  VTIMEZONE: ['TZID'],
  STANDARD: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
  DAYLIGHT: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
}

function missing({ name, props }: { name: string; props: string[] }): string[] {
  const required = (ONCE[name] ?? []).filter(prop => props.filter(one => one === prop).length !== 1)
  const repeated = props.filter((prop, index) => props.indexOf(prop) !== index)
  return [
    ...required.map(prop => `${name} needs one ${prop}`),
    ...repeated.map(prop => `${name} has ${prop} twice`),
  ]
}
