-- What was announced. `content` is JSON, see src/events/event.ts; ids are random; `arrived` is a day.
CREATE TABLE events (
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
);
CREATE INDEX events_by_state ON events (state);

-- What an organiser would like changed in a published event; it waits for the desk.
CREATE TABLE event_proposals (
  event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  note TEXT NOT NULL,
  based_on {{int64}} NOT NULL,
  arrived TEXT NOT NULL
);

-- Questions of the desk and answers of the organiser, behind the private code.
CREATE TABLE event_messages (
  id TEXT NOT NULL PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  number {{int64}} NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  day TEXT NOT NULL,
  UNIQUE (event_id, number)
);
