import type { Family } from './canary.ts'

/** What becomes of a field: kept as age file, as it is, as a hash, or not at all. */
export type Kept = 'sealed' | 'clear' | 'hash' | 'never'

/** Some fields of a form that have the same fate. */
export type Line = {
  kept: Kept
  /** Names as they stand in the page, with spaces between; '*' stands for anything. */
  names: string
  /** What people call them. */
  label: string
  /** One plain sentence, or none. */
  note: string
  /** The canaries that are typed into them, 'picture' where a file is chosen; null where only choices, numbers or days are taken. */
  family: Family | 'contact' | 'picture' | null
}

/** One or several forms with the same fields. */
export type FormLine = {
  form: string
  /** Method and path, ':' before what differs: 'POST /:lang/events/new'. A form in a page without a form is 'NONE /path'. */
  at: readonly string[]
  /** The value of 'do', where several forms have one address. */
  doing?: string
  lines: readonly Line[]
  /** What a form needs to be taken, beside canaries. */
  fill?: Readonly<Record<string, string>>
}

/** What forms carry to work at all; nobody types it. */
export const CARRIED: readonly Line[] = [
  line('never', 'token again ticket', 'what a form carries to prove that it is ours', {
    note: 'checked, and forgotten',
    family: 'tokens',
  }),
  line('never', 'do version seal_key', 'which form, and on which state of things it was filled in', {}),
]

/** The fields of an event, in whichever form they stand. */
export const EVENT: readonly Line[] = [
  line(
    'clear',
    'title about bring access safety parts',
    'title, text, programme, what to bring, accessibility, safety note',
    {
      note: 'all of it is meant to be published; the form says so',
      family: 'texts',
    },
  ),
  line('clear', 'kind language spoken photos', 'kind, languages, photo rule', {}),
  line('clear', 'from to start end gather night hours open_end date_later', 'day and times', {}),
  line('clear', 'where country place zone reveal hide_city', 'country, time zone, when the place is shown', {
    note: 'a place that is shown late is on no page, map, feed, calendar or count before its hour, but readable in the database: see *Places shown late*',
  }),
  line('clear', 'city venue street', 'town, venue, street', {
    note: 'as the form says; a place that nobody but those who ask may know goes into the sealed field',
    family: 'towns',
  }),
  line('clear', 'link registration', 'links', { family: null, note: 'meant to be published' }),
  line('clear', 'hosts host_is_group anonymous', 'who invites', {
    note: 'meant to be published; a group, not a person',
    family: 'texts',
  }),
  line('sealed', 'contact contact_sealed contact_drop', 'contact', {
    note: 'for the desk only; with scripts it is sealed before it leaves the browser; deleted when the event is refused or withdrawn, else some time after it',
    family: 'contact',
  }),
  line('sealed', 'secret_place secret_place_sealed secret_place_drop', 'a place told only to those who ask', {
    note: 'like the contact; that there is one, and the town and country, are clear',
    family: 'contact',
  }),
]

export const FILL_EVENT = {
  kind: 'rally',
  language: 'en',
  from: '2024-05-22',
  to: '',
  start: '18:30',
  end: '20:00',
  gather: '',
  where: 'place',
  country: 'PL',
  place: 'typed',
  zone: '',
  reveal: '',
  photos: 'ask',
  link: '',
  registration: '',
  parts: '',
  host_is_group: 'yes',
  secret_place: '',
} as const

export const CODE = line('hash', 'code', 'private code', {
  note: 'shown once; who has it may act on what it belongs to',
  family: 'codes',
})

/** A line of the table: what becomes of these fields, their names as they stand in the page, and what people call them. */
export function line(
  kept: Kept,
  names: string,
  label: string,
  { note = '', family = null }: { note?: string; family?: Line['family'] },
): Line {
  return { kept, names, label, note, family }
}
