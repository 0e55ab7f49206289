-- The organisation's keys. One of a purpose is current; older ones still open what was sealed to them.
CREATE TABLE keys (
  id TEXT NOT NULL PRIMARY KEY,
  -- organisers, register, letters, backup, petition:<id>, or recovery.
  purpose TEXT NOT NULL,
  -- The public half, 'age1…'.
  recipient TEXT NOT NULL UNIQUE,
  -- The secret half as an age file to the recovery key; empty for the recovery key, whose secret stands on paper only.
  recovery {{bytes}} NOT NULL,
  made TEXT NOT NULL,
  made_by TEXT NOT NULL,
  -- The day on which another took its place.
  ended TEXT,
  -- Why another has to take its place: somebody 'left', or it was 'asked' for; empty when it has not.
  due TEXT NOT NULL
);
CREATE INDEX keys_purpose ON keys (purpose);

-- A member's own pair, to which copies are sealed; the secret half under seven words, and perhaps under a passkey.
CREATE TABLE member_keys (
  member_id TEXT NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
  recipient TEXT NOT NULL UNIQUE,
  by_words {{bytes}} NOT NULL,
  by_passkey {{bytes}},
  passkey_id TEXT,
  made TEXT NOT NULL
);

-- The secret half of a key as an age file to a member who holds it.
CREATE TABLE key_copies (
  key_id TEXT NOT NULL REFERENCES keys (id),
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  body {{bytes}} NOT NULL,
  PRIMARY KEY (key_id, member_id)
);
CREATE INDEX key_copies_member ON key_copies (member_id);

-- What supporters tell: age files of a few sizes, under random ids, in no order, with a day.
CREATE TABLE sealed (
  id TEXT NOT NULL PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES keys (id),
  kind TEXT NOT NULL,
  -- The id of what it belongs to.
  subject TEXT NOT NULL,
  day TEXT NOT NULL,
  body {{bytes}} NOT NULL
) {{unordered}};
CREATE INDEX sealed_subject ON sealed (subject, kind);
CREATE INDEX sealed_key ON sealed (key_id);

-- How many records a member opened on a day.
CREATE TABLE openings (
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  count {{int64}} NOT NULL,
  PRIMARY KEY (member_id, purpose, day)
) {{unordered}};
