/** The addresses of this part. The edition that matters now is the home page. */
export const editionPaths = {
  home: (lang: string) => `/${lang}/`,
  show: (lang: string, year: number) => `/${lang}/${year}/`,
}

export const editionDeskPaths = {
  list: () => '/desk/editions',
  edit: (year: number) => `/desk/editions/${year}`,
  create: () => '/desk/editions/new',
}
