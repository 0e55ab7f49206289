/** The addresses of this part; all of it is desk work. */
export const intakeDeskPaths = {
  list: () => '/desk/intake',
  show: (id: string) => `/desk/intake/${id}`,
}
