import { EVENT, FILL_EVENT, type FormLine, line } from './fields.ts'

/** Forms of the desk about what is read: editions, news, events, reports, round-ups, pictures. */
export const NEWSROOM_FORMS: readonly FormLine[] = [
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
        note: 'kept beside its drafts; of a file only the text, not the name; what an event was made of stands beside it until it is published or refused',
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
    at: ['POST /desk/evening/next', 'POST /desk/pictures/next'],
    lines: [],
  },
  { form: 'closing a report', at: ['POST /desk/corrections/:id/close'], lines: [] },
]
