-- What the public sends lies by its random id: the file does not tell in which order it came.
CREATE TABLE events_by_id (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT UNIQUE,
  edition {{int64}} NOT NULL REFERENCES editions (year),
  state TEXT NOT NULL,
  version {{int64}} NOT NULL,
  sequence {{int64}} NOT NULL,
  code_hash TEXT UNIQUE,
  host_check TEXT NOT NULL,
  content TEXT NOT NULL,
  moved TEXT,
  notice TEXT,
  published_at {{int64}},
  updated_at {{int64}},
  arrived TEXT NOT NULL
) {{unordered}};
INSERT INTO events_by_id (id, slug, edition, state, version, sequence, code_hash, host_check, content, moved, notice,
  published_at, updated_at, arrived)
SELECT id, slug, edition, state, version, sequence, code_hash, host_check, content, moved, notice, published_at,
  updated_at, arrived FROM events ORDER BY id;

CREATE TABLE event_proposals_by_id (
  event_id TEXT NOT NULL PRIMARY KEY REFERENCES events_by_id (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  note TEXT NOT NULL,
  based_on {{int64}} NOT NULL,
  arrived TEXT NOT NULL
) {{unordered}};
INSERT INTO event_proposals_by_id (event_id, kind, content, note, based_on, arrived)
SELECT event_id, kind, content, note, based_on, arrived FROM event_proposals ORDER BY event_id;

CREATE TABLE event_messages_by_id (
  id TEXT NOT NULL PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events_by_id (id) ON DELETE CASCADE,
  number {{int64}} NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  day TEXT NOT NULL,
  UNIQUE (event_id, number)
) {{unordered}};
INSERT INTO event_messages_by_id (id, event_id, number, author, text, day)
SELECT id, event_id, number, author, text, day FROM event_messages ORDER BY id;

CREATE TABLE corrections_by_id (
  id TEXT NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL,
  arrived TEXT NOT NULL
) {{unordered}};
INSERT INTO corrections_by_id (id, path, text, lang, arrived)
SELECT id, path, text, lang, arrived FROM corrections ORDER BY id;

DROP TABLE event_proposals;
DROP TABLE event_messages;
DROP TABLE events;
DROP TABLE corrections;
ALTER TABLE events_by_id RENAME TO events;
ALTER TABLE event_proposals_by_id RENAME TO event_proposals;
ALTER TABLE event_messages_by_id RENAME TO event_messages;
ALTER TABLE corrections_by_id RENAME TO corrections;
CREATE INDEX events_by_state ON events (state);
