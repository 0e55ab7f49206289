-- Who asks for a place that is told only to those who ask: no name, only what leads back with a private code.
CREATE TABLE enquiries (
  id TEXT NOT NULL PRIMARY KEY,
  -- No reference: what belongs to an event that is gone is deleted by the clean-up (src/enquiries/actions.ts).
  event_id TEXT NOT NULL,
  code_hash TEXT NOT NULL UNIQUE,
  -- Derived from the code: the answer is sealed to it.
  recipient TEXT NOT NULL,
  -- waiting, told or refused.
  state TEXT NOT NULL,
  -- Why it was refused, as a key of a text; empty when it was not.
  reason TEXT NOT NULL,
  -- The place as an age file, and the sealed record that it was taken from; null until it is told.
  answer {{bytes}},
  place TEXT,
  arrived TEXT NOT NULL,
  decided TEXT
) {{unordered}};
CREATE INDEX enquiries_event ON enquiries (event_id);
