import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { daysBetween, type LocalTime, readDate, readTime } from '#platform/time/local.ts'
import { MAX_DAYS, type When } from './when.ts'

/**
 * Reads when it happens. Without a first day the date is to be announced, which the form must say itself.
 * An end before the start is an error unless the form says that it is after midnight.
 */
export function readWhen(form: Form, errors: FieldErrors): When {
  const later = form.has('date_later')
  const from = later ? null : readDay(form, 'from', errors)
  if (!later && !from && !errors['from']) errors['from'] = { key: 'date-needed' }
  const openEnd = form.has('open_end')
  const lastDay = later || openEnd ? null : readDay(form, 'to', errors)
  const to = openEnd || later ? null : (lastDay ?? from)
  if (from && to && to < from) errors['to'] = { key: 'to-before-from' }
  else if (from && to && daysBetween(from, to) >= MAX_DAYS)
    errors['to'] = { key: 'too-many-days', values: { limit: MAX_DAYS } }

  const gather = readClock(form, 'gather', errors)
  const start = readClock(form, 'start', errors)
  const end = readClock(form, 'end', errors)
  const night = form.has('night') && end !== null
  const several = from !== null && to !== null && to !== from
  const daily = several && form.get('hours') !== 'through' && (start !== null || gather !== null)
  if (gather && start && gather > start) errors['gather'] = { key: 'gather-after-start' }
  const begin = start ?? gather
  if (end && !begin) errors['start'] ??= { key: 'end-without-start' }
  else if (end && begin && !night && (daily || !several) && end <= begin)
    errors['end'] ??= { key: 'end-before-start' }
  else if (end && begin && night && (daily || !several) && end > begin)
    errors['end'] = { key: 'night-too-long' }
  return { from, to, gather, start, end, night, daily }
}

function readDay(form: Form, name: string, errors: FieldErrors): string | null {
  const text = form.get(name).trim()
  if (!text) return null
  const date = readDate(text)
  if (!date) errors[name] = { key: 'date' }
  return date
}

function readClock(form: Form, name: string, errors: FieldErrors): LocalTime | null {
  const text = form.get(name).trim()
  if (!text) return null
  const time = readTime(text)
  if (!time) errors[name] = { key: 'time' }
  return time
}
