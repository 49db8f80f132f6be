-- Proofs say by themselves when they were given and what they are worth.
ALTER TABLE sessions DROP COLUMN proven_at;

-- Authenticator applications (RFC 6238).
CREATE TABLE authenticators (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- The key, encrypted with one that is not in this database; bound to this row and account.
  key TEXT NOT NULL,
  key_id TEXT NOT NULL,
  -- The time step of the last code that was accepted: later ones only (RFC 6238 §5.2).
  last_step INTEGER NOT NULL,
  -- Too many wrong codes in a row: none is accepted any more, but a second factor is still asked for.
  locked_at INTEGER,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX authenticators_of_account ON authenticators (account_id, created_at);

-- One that is being set up, at most one of each account. Worth nothing until a code of it was sent.
CREATE TABLE authenticator_setups (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  key_id TEXT NOT NULL,
  -- Wrong codes so far.
  attempts INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX authenticator_setups_by_expiry ON authenticator_setups (expires_at);

-- Recovery codes, 120 random bits each, as SHA-256.
CREATE TABLE recovery_codes (
  code_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_of_account ON recovery_codes (account_id);

-- Passkeys (WebAuthn Level 3 §4, credential record).
CREATE TABLE passkeys (
  -- What our API calls it; the credential id is for browsers.
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- base64url, up to 1023 bytes of it; nobody else has the same.
  credential_id TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  -- The relying party that it was created for.
  rp_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  -- Which make it is: a hint, never a proof.
  aaguid TEXT NOT NULL,
  -- JSON, as the browser told them.
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Whether it can be synced at all, which never changes, and whether it is.
  backup_eligible INTEGER NOT NULL CHECK (backup_eligible IN (0, 1)),
  backed_up INTEGER NOT NULL CHECK (backed_up IN (0, 1)),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkeys_of_account ON passkeys (account_id, created_at);

-- A question to an authenticator that waits for its answer. Gone with the first answer, right or wrong.
CREATE TABLE passkey_ceremonies (
  -- SHA-256 of the challenge.
  challenge_hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('create', 'create-conditionally', 'sign-in', 'reauth')),
  -- Who began it: a session, or for signing in the browser that holds this token.
  session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
  browser_hash TEXT,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  origin TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  CHECK ((purpose = 'sign-in') = (session_id IS NULL)),
  CHECK ((session_id IS NULL) = (account_id IS NULL)),
  CHECK ((browser_hash IS NULL) <> (session_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_ceremonies_by_expiry ON passkey_ceremonies (expires_at);
CREATE INDEX passkey_ceremonies_of_session ON passkey_ceremonies (session_id);
CREATE INDEX passkey_ceremonies_of_account ON passkey_ceremonies (account_id);

-- Sign-ins whose password was right and that wait for the second factor.
CREATE TABLE pending_sign_ins (
  -- SHA-256 of the token in a cookie of its own.
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- A change of any credential meanwhile ends it.
  security_version INTEGER NOT NULL,
  -- What was proven so far, as JSON.
  methods TEXT NOT NULL,
  -- The new password, sealed like those in `passwords`, where one was due: it counts once the second factor was right.
  replacement TEXT,
  replacement_key_id TEXT,
  -- Wrong codes so far.
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_sign_ins_of_account ON pending_sign_ins (account_id);
CREATE INDEX pending_sign_ins_by_expiry ON pending_sign_ins (expires_at);
