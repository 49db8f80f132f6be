-- Somebody takes their account back; see server/account-lockdown. Gone a day after they are through with it.
CREATE TABLE account_lockdowns (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  -- When it happened, whatever it was that was not them.
  since INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  -- SHA-256 of the link that began it: the same link again has no second effect.
  link_hash TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX account_lockdowns_by_end ON account_lockdowns (finished_at) WHERE finished_at IS NOT NULL;

-- What they have said is theirs.
CREATE TABLE account_lockdown_kept (
  account_id TEXT NOT NULL REFERENCES account_lockdowns (account_id) ON DELETE CASCADE,
  -- Such as passkey:<id>.
  what TEXT NOT NULL,
  PRIMARY KEY (account_id, what)
) STRICT, WITHOUT ROWID;

-- It was added while somebody else may have been in: until the owner has said whose it is, it signs nobody in by itself.
ALTER TABLE passkeys ADD COLUMN held_at INTEGER;
