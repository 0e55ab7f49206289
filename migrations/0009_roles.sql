-- The languages of translators, as codes with spaces between.
ALTER TABLE members ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE invitations ADD COLUMN languages TEXT NOT NULL DEFAULT '';

-- What one coordinator asks for and a second one decides about. Days, no times.
CREATE TABLE approvals (
  id TEXT NOT NULL PRIMARY KEY,
  -- give-key, add-coordinator, export.
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- What will be carried out, as JSON; empty once it was, or was refused.
  payload TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  asked_name TEXT NOT NULL,
  day TEXT NOT NULL,
  -- waiting, approved, refused, done.
  state TEXT NOT NULL,
  -- Who decided, by name; nobody where there was only one coordinator.
  decided_by TEXT,
  decided TEXT
);
CREATE INDEX approvals_asked_by ON approvals (asked_by);
