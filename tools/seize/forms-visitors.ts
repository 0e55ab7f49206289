import { CODE, EVENT, FILL_EVENT, type FormLine, line } from './fields.ts'

/** Forms of organisers and readers, and what the desk does with their wishes for a place. */
export const VISITORS_FORMS: readonly FormLine[] = [
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
      line('never', 'sending sent', 'what a page without scripts carries to show its pictures again', {
        note: 'a secret from which a key is made; the pictures are sealed to that key as well as to the desk’s',
      }),
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
    at: ['NONE /:lang/events/:slug/post', 'NONE /:lang/:year/report/post', 'NONE /:lang/news/:slug/post'],
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
]
