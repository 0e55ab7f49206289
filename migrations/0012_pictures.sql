-- Pictures of events, articles and round-ups. What waits has no file: its only body is sealed, in picture_bodies.
CREATE TABLE pictures (
  id TEXT NOT NULL PRIMARY KEY,
  -- 'event:<id>', 'article:<id>' or 'roundup:<year>'; no reference: the clean-up deletes what belongs to nothing.
  subject TEXT NOT NULL,
  -- Made by whoever sent it, so that sending again is the same picture.
  upload TEXT NOT NULL,
  -- waiting, kept or published.
  state TEXT NOT NULL,
  version {{int64}} NOT NULL,
  -- Of the largest size, in pixels.
  width {{int64}} NOT NULL,
  height {{int64}} NOT NULL,
  -- Who took it, as it is to be printed; empty when nobody is named.
  credit TEXT NOT NULL,
  licence TEXT NOT NULL,
  -- Alternative texts and captions by language, as JSON.
  alts TEXT NOT NULL,
  captions TEXT NOT NULL,
  -- How many places are covered, and whether somebody is shown who agreed to it; the note about that is sealed.
  covered {{int64}} NOT NULL,
  consent {{int64}} NOT NULL,
  -- From when on it is shown, in ms UTC, when an editor decided that; null: when its event has ended.
  show_from {{int64}},
  position {{int64}} NOT NULL,
  arrived TEXT NOT NULL,
  published_at {{int64}},
  UNIQUE (subject, upload)
) {{unordered}};
CREATE INDEX pictures_state ON pictures (state);

-- Pictures that wait for a decision: JPEGs of a few lengths as age files to a key of the organisation.
CREATE TABLE picture_bodies (
  picture_id TEXT NOT NULL PRIMARY KEY REFERENCES pictures (id) ON DELETE CASCADE,
  key_id TEXT NOT NULL REFERENCES keys (id),
  body {{bytes}} NOT NULL
) {{unordered}};
CREATE INDEX picture_bodies_key ON picture_bodies (key_id);
