/** What a form says to somebody who has to wait before it is taken; its ticket then lets it pass. */
export type Wait = { seconds: number; ticket: string }
