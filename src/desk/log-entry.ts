/** One line of the desk's log: who did what, to the day. `subject` is 'event:<id>', 'member:<id>', … */
export type LogEntry = {
  number: number
  day: string
  member: string
  /** A key of the texts desk.log.<action>, such as 'event-published'. */
  action: string
  subject: string
  note: string
}
