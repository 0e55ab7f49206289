-- One row for each topic that is kept in memory somewhere; it grows when what is shown of it changes.
CREATE TABLE versions (
  topic TEXT NOT NULL PRIMARY KEY,
  version {{int64}} NOT NULL
);
