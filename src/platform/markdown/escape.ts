/** Plain text as Markdown (CommonMark) that says the same: a star, a bracket or a list mark that somebody typed stays one. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&').replace(/^(\s*)([-+]|\d+)([.)]?)(?=\s)/gm, escapeMark)
}

// Before a digit a backslash would stay: the sign after a number is escaped.
function escapeMark(whole: string, space: string, mark: string, sign: string): string {
  if (sign) return `${space}${mark}\\${sign}`
  return /\d/.test(mark) ? whole : `${space}\\${mark}`
}
