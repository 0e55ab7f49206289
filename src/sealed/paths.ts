/** The addresses of what is sealed, at the desk. */
export const sealedDeskPaths = {
  list: '/desk/sealed/list.json',
  record: (id: string) => `/desk/sealed/records/${id}.json`,
  /** Where the same record is put back, sealed to another key. */
  reseal: (id: string) => `/desk/sealed/records/${id}`,
  contacts: '/desk/contacts',
  exporting: '/desk/contacts/export',
  takeExport: '/desk/contacts/export/take',
} as const
