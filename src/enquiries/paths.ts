/** Asking for a place that is told only to those who ask, and reading the answer. */
export const enquiryPaths = {
  ask: (lang: string, slug: string) => `/${lang}/events/${slug}/ask`,
  asked: (lang: string) => `/${lang}/events/asked`,
}

export const enquiryDeskPaths = {
  /** All that was asked about an event. */
  list: (eventId: string) => `/desk/enquiries?event=${eventId}`,
  refuseAll: () => '/desk/enquiries/refuse',
  show: (id: string) => `/desk/enquiries/${id}`,
  tell: (id: string) => `/desk/enquiries/${id}/tell`,
  refuse: (id: string) => `/desk/enquiries/${id}/refuse`,
}
