import type { Event } from './event.ts'

/** What leads on to the next event of the queue. */
export const LEADING_ON = ['publish', 'refuse', 'ask', 'accept', 'decline'] as const
export type LeadingOn = (typeof LEADING_ON)[number]

/** What was just done, with which event. */
export type After = { did: LeadingOn; event: Event }
