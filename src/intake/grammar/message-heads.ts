const day = '\\d{1,4}[./-]\\d{1,2}[./-]\\d{2,4}'
const hour = '\\d{1,2}[:.]\\d{2}(?::\\d{2})?(?:\\s?[AaPp]\\.?[Mm]\\.?)?'
const name = '[^:\\n]{1,40}'

// '[12.05.26, 14:33:10] Anna: …' and '5/12/26, 2:33 PM - Anna: …'
const before = new RegExp(`^\\s*(?:\\[${day},? ${hour}\\]|${day},? ${hour} [-–]) ${name}: `)
// 'Anna, [12.05.2026 14:33]' and 'Anna, [May 12, 2026 at 2:33 PM]:' on a line of their own
const alone = new RegExp(
  `^\\s*.{1,60}, \\[(?:${day}|\\d{1,2}[./]\\d{1,2}|\\p{L}{3,10} \\d{1,2}, \\d{4}|\\d{1,2} \\p{L}{3,10} \\d{4})(?: at|,)? ${hour}\\]:?\\s*$`,
  'u',
)
const LONGEST = 200

/** How many letters at the head of a line say who wrote it and when, as messengers copy it; 0 where none do. */
export function messageHead(text: string): number {
  if (!/\d[:.]\d\d/.test(text.slice(0, LONGEST))) return 0
  const head = text.slice(0, LONGEST)
  const found = before.exec(head)
  if (found) return found[0].length
  return text.length < LONGEST && alone.test(head) ? text.length : 0
}
