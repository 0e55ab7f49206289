-- The round-up of an edition: its blocks in order and what was cut, as JSON; see src/roundups/roundup.ts.
CREATE TABLE roundups (
  edition {{int64}} PRIMARY KEY REFERENCES editions (year),
  version {{int64}} NOT NULL,
  content TEXT NOT NULL
);

-- What it says in one language, as JSON, so that translators do not wait for each other.
CREATE TABLE roundup_texts (
  edition {{int64}} NOT NULL REFERENCES roundups (edition),
  lang TEXT NOT NULL,
  version {{int64}} NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (edition, lang)
);
