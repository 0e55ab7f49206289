export const EXPORT_FORMATS = ['html', 'md', 'txt'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** The addresses of this part: the round-up belongs to its edition. */
export const roundupPaths = {
  show: (lang: string, year: number) => `/${lang}/${year}/report`,
  take: (lang: string, year: number, format: ExportFormat) => `/${lang}/${year}/report.${format}`,
}

export const roundupDeskPaths = {
  list: () => '/desk/roundups',
  edit: (year: number) => `/desk/roundups/${year}`,
  assemble: (year: number) => `/desk/roundups/${year}/assemble`,
  text: (year: number, lang: string) => `/desk/roundups/${year}/${lang}`,
}
