-- The lines of a pasted list that an event was made of, until the desk has decided about it.
CREATE TABLE event_sources (
  event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  lang TEXT
);
