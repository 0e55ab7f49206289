export type Row = { what: string; figure: string; comparison: string; target: string; reached: boolean }

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, figure, comparison, target, reached }) =>
      `| ${what} | ${figure} | ${comparison || '–'} | ${target} | ${reached ? 'yes' : '**no**'} |`,
  )
  return ['| What | Figure | In the same run | Target | Reached |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  )
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

/** Two significant digits more than needed would only pretend. */
export function round(n: number): string {
  return n >= 1000 ? String(Math.round(n / 10) * 10) : n >= 10 ? String(Math.round(n)) : n.toFixed(1)
}
