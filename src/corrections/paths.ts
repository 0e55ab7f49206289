export const correctionPaths = {
  /** The form, about the page at `about`. */
  form: (lang: string, about?: string) =>
    `/${lang}/wrong${about ? `?page=${encodeURIComponent(about)}` : ''}`,
}

export const correctionDeskPaths = {
  close: (id: string) => `/desk/corrections/${id}/close`,
}
