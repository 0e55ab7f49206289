import Database from 'better-sqlite3'

/**
 * Opens the gazetteer's data file at the first call, read-only and without locks, and keeps it open.
 * A thousand of its pages (4 MB) stay in memory at most.
 */
export function placesData(): Database.Database {
  if (!data) {
    data = new Database(`${import.meta.dirname}/data/places.sqlite`, { readonly: true, fileMustExist: true })
    data.pragma('cache_size = -4000')
    data.pragma('query_only = ON')
  }
  return data
}

let data: Database.Database | undefined
