/**
 * The best of `available` for an Accept-Language header (RFC 9110, 12.5.4): by quality, then by order;
 * 'be-tarask' and 'be-BY' count as 'be'. The first available one when nothing fits.
 */
export function negotiateLanguage(
  header: string | undefined,
  available: readonly string[],
  fallback: string,
): string {
  const wanted = (header ?? '')
    .slice(0, 400)
    .split(',')
    .map((part, order) => {
      const [range = '', ...params] = part.trim().toLowerCase().split(';')
      const quality = params.map(param => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean)
      return { base: range.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality), order }
    })
    .filter(({ base, quality }) => quality > 0 && (available.includes(base) || base === '*'))
    .sort((a, b) => b.quality - a.quality || a.order - b.order)
  const best = wanted[0]?.base
  return best && best !== '*' ? best : fallback
}
