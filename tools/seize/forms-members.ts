import { CODE, type FormLine, line } from './fields.ts'

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

/** Forms of members about themselves, each other, keys and the site. */
export const MEMBERS_FORMS: readonly FormLine[] = [
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
    at: ['POST /desk/sealed/records/:id', 'POST /desk/pictures/:id/reseal'],
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
]
