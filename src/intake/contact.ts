import type { Doubt, Draft } from './draft.ts'

const MAIL = /[\p{L}\p{N}._+-]@[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}]/u
/** From abroad ('+370 612 34567'), or within a country ('8 (029) 123-45-67'), where a number begins with 8 or 0. */
const TELEPHONE = /(?:\+|(?<![\d.:,/-])(?=[08]))\d(?:[\s()-]{0,3}\d){8,13}(?!\d)/

const DOUBT: Doubt = { code: 'contact', key: 'intake.doubt.contact', values: {} }

/**
 * A draft with a doubt where its words hold a telephone number or an e-mail address. Whatever a list says is taken along, and
 * what an event says is public: how a person is reached must not get there without somebody having looked.
 */
export function withContactDoubt(draft: Draft): Draft {
  const words = [draft.title, draft.venue, draft.hosts, draft.about].join('\n').replace(/https?:\S+/gi, ' ')
  return MAIL.test(words) || TELEPHONE.test(words) ? { ...draft, doubts: [...draft.doubts, DOUBT] } : draft
}
