/** The addresses of reports: behind the code of their event, and at the desk beside it. */
export const reportPaths = {
  mine: (lang: string) => `/${lang}/events/mine/report`,
  /** Where the organiser sends pictures; the page is that of the pictures. */
  pictures: (lang: string) => `/${lang}/events/mine/pictures`,
}

export const reportDeskPaths = {
  evening: '/desk/evening',
  next: '/desk/evening/next',
  show: (eventId: string) => `/desk/events/${eventId}/report`,
  edit: (eventId: string) => `/desk/events/${eventId}/report/edit`,
  translate: (eventId: string, lang: string) => `/desk/events/${eventId}/report/texts/${lang}`,
  act: (eventId: string, action: string) => `/desk/events/${eventId}/report/${action}`,
}
