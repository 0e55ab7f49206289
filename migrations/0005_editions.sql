-- The Day of a year. `content` is JSON: dates, texts per language, figures; see src/editions/edition.ts.
CREATE TABLE editions (
  year {{int64}} PRIMARY KEY,
  version {{int64}} NOT NULL,
  published {{int64}} NOT NULL,
  content TEXT NOT NULL
);
