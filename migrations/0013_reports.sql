-- What happened at an event, told with its private code; `content` and `proposed` are JSON, see src/reports/report.ts.
CREATE TABLE reports (
  event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  -- pending, asked, published or refused.
  state TEXT NOT NULL,
  version {{int64}} NOT NULL,
  content TEXT NOT NULL,
  -- What the organiser would have changed of a published one.
  proposed TEXT,
  arrived TEXT NOT NULL,
  -- Times of the desk's decisions; of what the public sent, only the day is kept.
  published_at {{int64}},
  updated_at {{int64}}
) {{unordered}};
