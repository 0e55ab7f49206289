/** Kinds of events by their stable ids; an open list, ending with 'other'. */
export const KINDS = [
  'rally',
  'march',
  'picket',
  'human-chain',
  'reading-of-names',
  'vigil',
  'run',
  'bike-ride',
  'car-ride',
  'letter-writing',
  'letter-marathon',
  'exhibition',
  'installation',
  'performance',
  'concert',
  'screening',
  'reading',
  'panel',
  'meeting',
  'open-recording',
  'webinar',
  'minute-of-silence',
  'petition-signing',
  'photo-action',
  'anonymous-action',
  'other',
] as const

export type Kind = (typeof KINDS)[number]

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text)
}
