-- The staff of the desk. No legal name, no address; `since` is a day.
CREATE TABLE members (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  -- 'all', or ISO 3166-1 codes with spaces between.
  countries TEXT NOT NULL,
  language TEXT,
  since TEXT NOT NULL,
  -- argon2id as a PHC string; empty while the member has to set up the account again.
  passphrase TEXT NOT NULL,
  -- The TOTP secret, sealed under the passphrase; the last time step that was accepted.
  totp TEXT NOT NULL,
  totp_step {{int64}} NOT NULL
);

CREATE TABLE passkeys (
  id TEXT NOT NULL PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  public_key {{bytes}} NOT NULL,
  counter {{int64}} NOT NULL,
  added TEXT NOT NULL
);

CREATE INDEX passkeys_member ON passkeys (member_id);

-- Signed-in browsers: only the hash of what the cookie holds, and instants that go within half a day.
CREATE TABLE sessions (
  token_hash TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  started {{int64}} NOT NULL,
  used {{int64}} NOT NULL,
  locked INTEGER NOT NULL
);

CREATE INDEX sessions_member ON sessions (member_id);

-- Ways in that wait for somebody: the very first, a new member's, or one who sets up the account again.
CREATE TABLE invitations (
  id TEXT NOT NULL PRIMARY KEY,
  code_hash TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  member_id TEXT REFERENCES members (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  countries TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  made TEXT NOT NULL,
  expires {{int64}}
);

-- Passkey challenges that were answered once, until they would have expired anyway.
CREATE TABLE spent_challenges (
  hash TEXT NOT NULL PRIMARY KEY,
  expires {{int64}} NOT NULL
);
