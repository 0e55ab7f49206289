-- Who did what, to the day. Rows are added and never changed.
CREATE TABLE log (
  number {{int64}} PRIMARY KEY,
  day TEXT NOT NULL,
  member TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  note TEXT NOT NULL
);

-- Who has an item of the queue in hand, and since when; it frees itself.
CREATE TABLE claims (
  subject TEXT NOT NULL PRIMARY KEY,
  member TEXT NOT NULL,
  since {{int64}} NOT NULL
);
