/**
 * A text as the end of an address: Latin letters without diacritics, digits and hyphens, at most 60 characters, cut at a
 * word. Cyrillic is written in Latin letters, Belarusian and Russian as they are read in English; '' when nothing is left.
 */
export function slugOf(text: string): string {
  const words = text
    .slice(0, 400)
    .toLowerCase()
    .replace(/[ʼ’'`ьъ]/g, '')
    .normalize('NFC')
    .replace(/[а-яёіўїєґ]/g, letter => CYRILLIC[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđøßæœþı]/g, letter => LATIN[letter] ?? '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    if (slug && slug.length + word.length + 1 > 60) break
    slug = slug ? `${slug}-${word}` : word.slice(0, 60)
  }
  return slug
}

const CYRILLIC: Record<string, string> = Object.fromEntries(
  'а:a б:b в:v г:h ґ:g д:d е:e ё:io ж:zh з:z и:i і:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ы:y э:e ю:iu я:ia ї:i є:ie'
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
)
const LATIN: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' }
