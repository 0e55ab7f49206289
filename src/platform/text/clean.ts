/**
 * Removes what no text of ours may carry, and changes nothing else: control characters but tab and line feed (any
 * line end or separator becomes LF), overrides, embeddings and isolates of direction (U+202A–E, U+2066–9), lone surrogates,
 * U+FFFD, noncharacters, tags and invisible fillers. What is left is legal in XML 1.0, RFC 5545 and JSON.
 *
 * Direction marks (U+200E, U+200F, U+061C) stay only where the text has letters of a right-to-left script; joiners
 * (U+200C, U+200D) only after letters of scripts that write with them and inside emoji; variation selectors singly.
 */
export function dropUnsafe(text: string): string {
  if (!SUSPECT.test(text)) return text
  // What is removed may have kept two others apart, so once more until nothing changes.
  for (let before = text; ; before = text) {
    text = dropOnce(before)
    if (text === before) return text
  }
}

/** One line as a person typed it: NFC, unsafe characters dropped, any run of white space one space, trimmed. */
export function cleanLine(text: string): string {
  return settle(text, once => calm(once).replace(/\s+/g, ' ').trim())
}

/** A text of several lines: NFC, unsafe characters dropped, line ends LF without spaces before them, at most one empty line in a row, trimmed. */
export function cleanText(text: string): string {
  return settle(text, once =>
    calm(once)
      .split('\n')
      // An expression that looks for spaces before a line's end takes a minute for a form full of spaces.
      .map(line => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  )
}

/**
 * A cell of a CSV file (RFC 4180), quoted where it has to be. Text that a spreadsheet would take for a formula (it begins
 * with = + - @, their full-width forms, tab or CR, spaces before them not counted) gets an apostrophe before it; plain
 * numbers such as −5 stay numbers.
 */
export function csvCell(value: string | number): string {
  const text = String(value)
  const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text)
  const safe = formula ? `'${text}` : text
  return /[",;\n\r\t']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

// Controls, lone surrogates, noncharacters, everything that Unicode calls invisible by default, annotations, U+FFFC and
// U+FFFD. Most texts have none of them, and pay only for this one look.
const SUSPECT = /[[\p{Cc}\p{Cs}\p{NChar}\p{DI}\u2028\u2029\ufff9-\ufffd]--[\t\n]]/v
// The same without those that have an honest use somewhere: direction marks, joiners, selectors, tags.
const ALWAYS =
  /[[\p{Cc}\p{Cs}\p{NChar}\p{DI}\ufff9-\ufffd]--[\t\n\u061c\u200c-\u200f\ufe00-\ufe0f\u{e0020}-\u{e007f}]]/gv
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const MARKS = /[\u061c\u200e\u200f]/g
// Flags of England, Scotland and Wales are written with tags; anywhere else tags hide text.
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|[\u{e0020}-\u{e007f}]/gu
const JOINERS =
  /(?<=[\p{Script_Extensions=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}])[\u200c\u200d]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})|([\u200c\u200d])/gu
const SELECTORS = /([\ufe00-\ufe0f])[\ufe00-\ufe0f]+|(?<=^|[\s\p{Control}])[\ufe00-\ufe0f]+/gu
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu
const MOST_ROUNDS = 8

function dropOnce(text: string): string {
  const plain = text
    .replace(/\r\n?|[\x85\u2028\u2029]/g, '\n')
    .replace(ALWAYS, '')
    .replace(TAGS, '$1')
    .replace(JOINERS, (whole, stray) => (stray ? '' : whole))
    .replace(SELECTORS, '$1')
  return RIGHT_TO_LEFT.test(plain) ? plain : plain.replace(MARKS, '')
}

function calm(text: string): string {
  return dropUnsafe(text).normalize('NFC').replace(PILED_MARKS, '$1')
}

// Cleaning twice must give what cleaning once gives, or a form that comes back changes on every round.
function settle(text: string, clean: (text: string) => string): string {
  let result = clean(text)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const again = clean(result)
    if (again === result) return result
    result = again
  }
  return result
}
