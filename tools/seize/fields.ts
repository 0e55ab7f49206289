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

const FILL_EVENT = {
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

const CODE = line('hash', 'code', 'private code', {
  note: 'shown once; who has it may act on what it belongs to',
  family: 'codes',
})

const PASSPHRASES = line('hash', 'passphrase new-passphrase passphrase-repeat', 'passphrase', {
  note: 'argon2id, with a salt of its own',
  family: 'passphrases',
})

const TOTP = line('never', 'totp state', 'code of the authenticator app', {
  note: 'its secret is kept sealed under the passphrase, and so not readable from the database alone',
  family: 'tokens',
})

const PASSKEY = line('never', 'passkey challenge', 'answer of a passkey', {
  note: 'of a passkey only the public half is kept; the secret half stays in the device',
  family: 'tokens',
})

const REACH = line('clear', 'role reach countries languages', 'role, countries, languages', {
  note: 'no legal name, no e-mail address is asked for',
})

const SURE = line('never', 'sure', "the tick 'I am sure'", {})

/** Every form of the site and the desk. `npm run seize` fails on a field that stands in no line. */
export const FORMS: readonly FormLine[] = [
  {
    form: 'announcing an event',
    at: ['POST /:lang/events/new'],
    lines: [...EVENT, CODE],
    fill: FILL_EVENT,
  },
  {
    form: 'opening one’s event with the code',
    at: ['POST /:lang/events/mine'],
    doing: '',
    lines: [CODE],
  },
  {
    form: 'changing one’s event',
    at: ['POST /:lang/events/mine'],
    doing: 'change',
    lines: [CODE, ...EVENT],
    fill: FILL_EVENT,
  },
  {
    form: 'answering the desk',
    at: ['POST /:lang/events/mine'],
    doing: 'answer',
    lines: [
      CODE,
      line('clear', 'answer', 'text', {
        note: 'with the event, and deleted with it',
        family: 'texts',
      }),
    ],
  },
  {
    form: 'taking back one’s event',
    at: ['POST /:lang/events/mine'],
    doing: 'leave',
    lines: [
      CODE,
      line('clear', 'wish note', 'what is wished, and the reason', {
        note: 'the reason is meant to be published',
        family: 'texts',
      }),
    ],
    fill: { wish: 'cancel' },
  },
  {
    form: 'telling what happened',
    at: ['POST /:lang/events/mine/report'],
    lines: [
      CODE,
      line('clear', 'text attendance quote_* incident_* by_*', 'text, how many, quotes, what went wrong', {
        note: 'meant to be published, after the desk has read it',
        family: 'texts',
      }),
      line('never', 'speaker_*', 'who said it', {
        note: 'where they are not to be named; where they agreed it is meant to be published',
        family: 'names',
      }),
      line(
        'clear',
        'language at_least quotes incidents consent_* seen_* add',
        'language, number, choices',
        {},
      ),
    ],
    fill: { language: 'en', at_least: '40', consent_0: 'unnamed', seen_0: 'told' },
  },
  {
    form: 'pictures of one’s event',
    at: ['POST /:lang/events/mine/pictures'],
    lines: [
      CODE,
      line('sealed', 'picture body', 'picture', {
        note: 'with scripts covered and sealed before it leaves the browser; without, coded anew without anything that it carried, faces covered, and sealed, in memory; its name is never kept',
        family: 'picture',
      }),
      line('sealed', 'consent consent_sealed consent_drop', 'who agreed to be seen', {
        note: 'kept only where faces are to be shown',
        family: 'contact',
      }),
      line('clear', 'credit alt_* caption_*', 'credit, what is seen, caption', {
        note: 'meant to be published; nobody has to be named',
        family: 'texts',
      }),
      line('clear', 'licence upload key', 'licence, number of the sending, which key', {}),
      line('clear', 'width height covered', 'how large it is, how many places are covered', {}),
      line('never', 'picture_base64', 'the covered picture, sent again to cover more', {}),
      line('never', 'faces looked at size left top wide high how', 'what is covered, and how', {}),
    ],
    fill: { licence: 'press', faces: 'cover', looked: 'yes' },
  },
  {
    form: 'asking for a place',
    at: ['POST /:lang/events/:slug/ask'],
    lines: [
      line('hash', 'code', 'code of the enquiry', {
        note: 'shown once; beside its hash the public half of a key is kept that the code makes again',
        family: 'codes',
      }),
      line('sealed', 'note note_sealed note_drop', 'note', {
        note: 'sealed also where it is empty, so that nobody sees who wrote one',
        family: 'contact',
      }),
    ],
  },
  {
    form: 'reading the answer, taking the enquiry back',
    at: ['POST /:lang/events/asked'],
    lines: [
      line('hash', 'code finder', 'code of the enquiry', {
        note: 'with scripts only its hash is sent',
        family: 'codes',
      }),
    ],
  },
  {
    form: 'enquiries at the desk',
    at: ['POST /desk/enquiries/:id/tell', 'POST /desk/enquiries/:id/refuse', 'POST /desk/enquiries/refuse'],
    lines: [
      line('sealed', 'answer', 'the place, for who asked', {
        note: "sealed in the member's browser; only the code opens it",
        family: 'contact',
      }),
      line('clear', 'reason', 'why not: one of a few fixed sentences', {}),
      line('clear', 'place event', 'which place, which event', {}),
    ],
  },
  {
    form: '‘something is wrong’',
    at: ['POST /:lang/wrong'],
    lines: [
      line('clear', 'text', 'text', {
        note: 'deleted when the desk has dealt with it; the form asks not to write who one is',
        family: 'texts',
      }),
      line('clear', 'page id', 'the page that it is about', {
        note: "the desk's log keeps the address of the page",
      }),
    ],
  },
  {
    form: 'words to post elsewhere',
    at: ['NONE /:lang/events/:slug/post', 'NONE /:lang/:year/report/post'],
    lines: [line('never', 'short long', 'text', { note: 'to be copied; stays in the browser' })],
  },
  {
    form: 'searching events',
    at: ['GET /:lang/events', 'POST /:lang/events'],
    lines: [
      line('never', 'q city', 'words, town', {
        note: 'the second button also keeps them out of the address, and so out of the history',
        family: 'searches',
      }),
      line('never', 'country kind from to edition day page month', 'choices', {}),
    ],
  },
  {
    form: 'setting up a member',
    at: ['POST /desk/welcome'],
    lines: [
      CODE,
      line('clear', 'name', 'chosen name', { note: 'a name of their choice', family: 'names' }),
      PASSPHRASES,
    ],
  },
  { form: 'setting up a member: the app', at: ['POST /desk/welcome/confirm'], lines: [TOTP] },
  {
    form: 'signing in',
    at: ['POST /desk/sign-in'],
    lines: [
      line('never', 'name', 'name', { note: 'it is only compared', family: 'names' }),
      { ...PASSPHRASES, kept: 'never', note: 'it is only compared' },
      TOTP,
      PASSKEY,
      line('never', 'to', 'where to go on', {}),
    ],
  },
  {
    form: 'unlocking, locking, signing out',
    at: ['POST /desk/unlock', 'POST /desk/lock', 'POST /desk/sign-out'],
    lines: [
      { ...PASSPHRASES, kept: 'never', note: 'it is only compared' },
      line('never', 'name to', 'name, where to go on', {}),
    ],
  },
  {
    form: 'one’s account',
    at: [
      'POST /desk/account/language',
      'POST /desk/account/passphrase',
      'POST /desk/account/totp',
      'POST /desk/account/totp/confirm',
      'POST /desk/account/passkeys',
      'POST /desk/account/passkeys/remove',
      'POST /desk/account/sessions/end',
      'POST /desk/account/sessions/end-all',
    ],
    lines: [
      line('clear', 'language', 'language of the desk', {}),
      PASSPHRASES,
      TOTP,
      PASSKEY,
      line('clear', 'label', 'name of a passkey', { family: 'names' }),
      line('never', 'id username', 'which passkey, which session', {}),
    ],
  },
  {
    form: 'inviting, changing and removing members',
    at: [
      'POST /desk/members/invite',
      'POST /desk/members/invitations/revoke',
      'POST /desk/members/:id/role',
      'POST /desk/members/:id/reset',
      'POST /desk/members/:id/remove',
      'POST /desk/members/:id/sessions/end',
    ],
    lines: [REACH, SURE, line('never', 'id session', 'which invitation, which session', {})],
    fill: { role: 'moderator', reach: 'all', countries: '' },
  },
  {
    form: 'making, giving and renewing keys',
    at: [
      'POST /desk/keys/set-up',
      'POST /desk/keys/mine',
      'POST /desk/keys/mine/passkey',
      'POST /desk/keys/mine/passkey/remove',
      'POST /desk/keys/give',
      'POST /desk/keys/renew',
      'POST /desk/keys/sheets',
    ],
    lines: [
      line('sealed', 'payload', 'secret halves, made in the browser', {
        note: 'they leave it only sealed: to members, to the recovery key, under seven words, or to what a passkey makes; words and sheets never leave it; the public halves with them are clear',
      }),
    ],
  },
  {
    form: 'sealing again',
    at: ['POST /desk/sealed/records/:id'],
    lines: [
      line('sealed', 'body', 'what was opened', {
        note: "sealed on the member's machine to the newer key",
        family: 'contact',
      }),
      line('clear', 'keyId was', 'which key', {}),
    ],
  },
  {
    form: 'what a second coordinator decides',
    at: [
      'POST /desk/approvals/:id/approve',
      'POST /desk/approvals/:id/refuse',
      'POST /desk/approvals/:id/withdraw',
      'POST /desk/members/invite/approved',
      'POST /desk/contacts/export',
      'POST /desk/contacts/export/take',
    ],
    lines: [line('clear', 'id approval', 'which wish', {})],
  },
  {
    form: 'taking out all contacts',
    at: ['NONE /desk/contacts/export'],
    lines: [line('never', 'format recipient', 'how, and sealed to whom', { note: 'stays in the browser' })],
  },
  {
    form: 'settings of the site',
    at: ['POST /desk/settings', 'POST /desk/settings/shield'],
    lines: [
      line('clear', 'organisation_*', "the organisation's name", {
        note: 'meant to be published',
        family: 'names',
      }),
      line(
        'clear',
        'dangerous shield',
        'countries where announcing is dangerous, how open the forms are',
        {},
      ),
    ],
    fill: { shield: 'open' },
  },
  {
    form: 'editions',
    at: ['POST /desk/editions/new', 'POST /desk/editions/:year'],
    lines: [
      line(
        'clear',
        'year expect published day from to zone country hashtags figures f*_id f*_least f*_as_of f*_source',
        'year, days, country, figures',
        {},
      ),
      line(
        'clear',
        'title_* theme_* slogan_* notice_* reason_* call_* after_* demands_* f*_words_* f*_label_* f*_said_by_*',
        'texts',
        { note: 'meant to be published', family: 'texts' },
      ),
    ],
    fill: { published: 'yes', f0_as_of: '2024-05-21', f1_as_of: '2024-05-21' },
  },
  {
    form: 'news',
    at: ['POST /desk/news/new', 'POST /desk/news/:id'],
    lines: [
      line('clear', 'kind original slug earlier', 'kind, language of the original, addresses', {}),
      line('clear', 'title tags events editions', 'title, tags, what it tells of', {
        note: 'meant to be published',
        family: 'texts',
      }),
    ],
    fill: { kind: 'article', original: 'en', events: '', editions: '', earlier: '' },
  },
  {
    form: 'news in a language',
    at: ['POST /desk/news/:id/texts/:lang'],
    lines: [
      line('clear', 'title lead body', 'title, lead, text', {
        note: 'meant to be published; a draft can be read on the disk as well; a preview keeps nothing',
        family: 'texts',
      }),
      line('clear', 'done behind small follows', 'how far it is', {}),
      line(
        'clear',
        'published_date published_time modified_date modified_time',
        'times that an editor sets',
        {
          note: 'the times that readers are told, to the minute',
        },
      ),
      line('never', 'zone', 'the zone in which these times are typed', {}),
    ],
    fill: { done: 'yes', zone: 'UTC' },
  },
  {
    form: 'publishing, taking back and deleting news',
    at: ['POST /desk/news/:id/:action'],
    lines: [line('clear', 'sure', 'that it is really to be deleted', {})],
  },
  {
    form: 'events at the desk',
    at: ['POST /desk/events/new', 'POST /desk/events/:id/edit'],
    lines: [
      ...EVENT,
      line('clear', 'moved move_reason', 'that it has moved, and why', {
        note: 'meant to be published',
        family: 'texts',
      }),
    ],
    fill: FILL_EVENT,
  },
  {
    form: 'an event in another language',
    at: ['POST /desk/events/:id/texts/:lang'],
    lines: [
      ...EVENT.slice(0, 1),
      line('clear', 'venue hosts part_*', 'venue, who invites, programme', {
        note: 'meant to be published',
        family: 'texts',
      }),
    ],
  },
  {
    form: 'deciding about an event',
    at: ['POST /desk/events/:id/:action', 'POST /desk/refuse', 'POST /desk'],
    lines: [
      line('clear', 'question reason refuse_reason cancel_reason decline_reason', 'question, reasons', {
        note: 'the organiser reads them behind the code',
        family: 'texts',
      }),
      line('clear', 'host_check moved id', 'how the host was checked, which events', {}),
    ],
  },
  {
    form: 'reports at the desk',
    at: [
      'POST /desk/events/:id/report/:action',
      'POST /desk/events/:id/report/edit',
      'POST /desk/events/:id/report/texts/:lang',
    ],
    lines: [
      line('clear', 'text attendance quote_* incident_* by_* speaker_* question refuse_reason', 'texts', {
        note: 'meant to be published, or read by the organiser behind the code',
        family: 'texts',
      }),
      line(
        'clear',
        'language at_least quotes incidents consent_* seen_* add sure',
        'language, number, choices',
        {},
      ),
    ],
    fill: { at_least: '40' },
  },
  {
    form: 'round-ups',
    at: [
      'POST /desk/roundups/:year/assemble',
      'POST /desk/roundups/:year',
      'POST /desk/roundups/:year/:lang',
    ],
    lines: [
      line('clear', 'title lead between_*', 'texts', { note: 'meant to be published', family: 'texts' }),
      line(
        'clear',
        'original place_* done published published_date published_time modified_date modified_time zone behind small',
        'order, days, language',
        {},
      ),
    ],
  },
  {
    form: 'pictures at the desk',
    at: ['POST /desk/pictures', 'POST /desk/pictures/:id/:action'],
    lines: [
      line('never', 'picture', 'what a picture carries: name, EXIF, comments', {
        note: 'the picture itself is meant to be published, and is kept coded anew without it',
        family: 'picture',
      }),
      line('sealed', 'consent consent_sealed consent_drop', 'who agreed to be seen', { family: 'contact' }),
      line('clear', 'credit alt_* caption_*', 'credit, what is seen, caption', {
        note: 'meant to be published',
        family: 'texts',
      }),
      line('clear', 'licence upload subject show position sure', 'licence, order, what it belongs to', {}),
      line('never', 'faces looked as boxes covered', 'what is covered', {}),
    ],
    fill: { licence: 'press', faces: 'cover', looked: 'yes' },
  },
  {
    form: 'pasted lists',
    at: ['POST /desk/intake', 'POST /desk/intake/:id'],
    lines: [
      line('clear', 'text file', 'the list, pasted or from a file', {
        note: 'kept beside its drafts; of a file only the text, not the name',
        family: 'texts',
      }),
      line('clear', 'd*_title d*_about d*_hosts d*_venue d*_city', 'texts and towns of a draft', {
        note: 'kept beside the list, until it becomes an event',
        family: 'texts',
      }),
      line('clear', 'year city date d*_*', 'what it leaves out, and what else a draft has', {}),
    ],
  },
  {
    form: 'the evening of the day',
    at: ['POST /desk/evening/next'],
    lines: [],
  },
  { form: 'closing a report', at: ['POST /desk/corrections/:id/close'], lines: [] },
]

/** What is sent with everything and typed into no form. */
export const ALWAYS: readonly Line[] = [
  line('never', '', 'address of the sender', {
    note: 'in memory only, as a hash with a salt of the day, to slow down floods',
    family: 'IP addresses',
  }),
  line('never', '', 'browser, page one comes from, other cookies', { family: 'user agents' }),
  line('hash', '', "cookie of a member's session", { note: 'ends after twelve hours', family: 'tokens' }),
]

/** What nobody types and is kept all the same: what of, what becomes of it, and what there is to say. */
export const BESIDE: readonly { of: string; what: string; kept: string; note: string }[] = [
  {
    of: 'all that is announced, asked or reported',
    what: 'when it was sent',
    kept: 'clear',
    note: 'a day, no time',
  },
  {
    of: 'members',
    what: 'secret of the authenticator app',
    kept: 'sealed under the passphrase',
    note: 'not readable from the database alone',
  },
  {
    of: '',
    what: 'passkey',
    kept: 'clear: its public half',
    note: "the secret half stays in the member's device",
  },
  {
    of: 'keys of the organisation and of members',
    what: 'public halves, and who holds which',
    kept: 'clear',
    note: '',
  },
  {
    of: '',
    what: 'secret halves',
    kept: '**sealed**',
    note: 'to members, to the recovery key, or under seven words',
  },
  {
    of: "the desk's log",
    what: "member's name, what was done, to what",
    kept: 'clear',
    note: 'for good; a day, no time, no address',
  },
  {
    of: 'opening what is sealed',
    what: 'how many records a member opened on a day',
    kept: 'clear',
    note: 'not which',
  },
]

function line(
  kept: Kept,
  names: string,
  label: string,
  { note = '', family = null }: { note?: string; family?: Line['family'] },
): Line {
  return { kept, names, label, note, family }
}
