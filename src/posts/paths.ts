/** The addresses of this part: what to copy, and the card image, for an event, a round-up, a day and an article. */
export const postPaths = {
  event: (lang: string, slug: string) => `/${lang}/events/${slug}/post`,
  eventCard: (lang: string, slug: string) => `/${lang}/events/${slug}/card.png`,
  roundup: (lang: string, year: number) => `/${lang}/${year}/report/post`,
  roundupCard: (lang: string, year: number) => `/${lang}/${year}/report/card.png`,
  /** Of an article or a page of the organisation, by its own path. */
  postOf: (path: string) => `${path}/post`,
  cardOf: (path: string) => `${path}/card.png`,
  /** `date` is YYYY-MM-DD. */
  day: (lang: string, date: string) => `/${lang}/${date.slice(0, 4)}/${date.slice(5)}/post`,
  dayCard: (lang: string, date: string) => `/${lang}/${date.slice(0, 4)}/${date.slice(5)}/card.png`,
}
