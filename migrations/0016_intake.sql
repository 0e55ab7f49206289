-- A pasted list with the drafts that were found in it, until each is accepted or dropped; see src/intake/batch.ts.
CREATE TABLE intakes (
  id TEXT NOT NULL PRIMARY KEY,
  version {{int64}} NOT NULL,
  -- Who pasted it, by name, and the day.
  member TEXT NOT NULL,
  day TEXT NOT NULL,
  content TEXT NOT NULL
);
