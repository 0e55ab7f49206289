/** The addresses of this part: what to copy, and the card image, for an event, for a round-up and for a day. */
export const postPaths = {
  event: (lang: string, slug: string) => `/${lang}/events/${slug}/post`,
  eventCard: (lang: string, slug: string) => `/${lang}/events/${slug}/card.png`,
  roundup: (lang: string, year: number) => `/${lang}/${year}/report/post`,
  roundupCard: (lang: string, year: number) => `/${lang}/${year}/report/card.png`,
  /** `date` is YYYY-MM-DD. */
  day: (lang: string, date: string) => `/${lang}/${date.slice(0, 4)}/${date.slice(5)}/post`,
  dayCard: (lang: string, date: string) => `/${lang}/${date.slice(0, 4)}/${date.slice(5)}/card.png`,
}
