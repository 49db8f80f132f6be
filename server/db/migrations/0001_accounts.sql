-- Instants are milliseconds since 1970 in UTC. Text is UTF-8 in NFC.

CREATE TABLE accounts (
  -- Random and opaque: it may stand in logs and in the activity record.
  id TEXT PRIMARY KEY,
  -- Canonical: NFC, lower case, domain in its ASCII form.
  email TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  administrator INTEGER NOT NULL DEFAULT 0 CHECK (administrator IN (0, 1)),
  disabled_at INTEGER,
  -- 64 random bytes that passkeys know the account by (WebAuthn, user handle).
  user_handle BLOB NOT NULL UNIQUE CHECK (length(user_handle) = 64),
  -- How the person reads; NULL leaves it to the page.
  language TEXT,
  region TEXT,
  time_zone TEXT,
  hour_cycle TEXT CHECK (hour_cycle IN ('h12', 'h23')),
  first_day_of_week INTEGER CHECK (first_day_of_week BETWEEN 1 AND 7),
  -- Raised with every change of a credential, so that two changes at once cannot both win.
  security_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE passwords (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  -- An Argon2id PHC string, encrypted with a key that is not in this database.
  hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  -- Too many wrong passwords in a row from unknown devices. The account itself is never locked.
  locked_at INTEGER,
  set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE profiles (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  title TEXT NOT NULL DEFAULT '',
  telephone TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '',
  postal_code TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  relationship TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  -- The public name of the session; never its token.
  id TEXT PRIMARY KEY,
  -- SHA-256 of the token in the cookie.
  token_hash TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The last proof of identity: how strong, how, and when.
  level INTEGER NOT NULL,
  methods TEXT NOT NULL,
  proven_at INTEGER NOT NULL,
  -- Where it was last used from.
  address TEXT,
  user_agent TEXT,
  -- What the browser and its system are called, as JSON.
  device TEXT NOT NULL,
  origin TEXT
) STRICT;
CREATE INDEX sessions_of_account ON sessions (account_id, created_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_idle_expiry ON sessions (idle_expires_at);

-- Tokens that a session had before. They open nothing; they are kept as long
-- as the session, because whoever still uses one may have stolen it.
CREATE TABLE rotated_tokens (
  token_hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  rotated_at INTEGER NOT NULL,
  -- When a use of it was last put on record.
  noted_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX rotated_tokens_of_session ON rotated_tokens (session_id);

-- The applications that a session was used by.
CREATE TABLE session_clients (
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (session_id, client_id)
) STRICT, WITHOUT ROWID;

-- Browsers in which somebody signed in to an account: they have their own
-- allowance of wrong passwords, so that a stranger's guesses lock nobody out.
CREATE TABLE known_devices (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  UNIQUE (token_hash, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_devices_of_account ON known_devices (account_id);
CREATE INDEX known_devices_by_expiry ON known_devices (expires_at);

-- Attempts at guessing a secret, counted before the secret is looked at.
CREATE TABLE throttles (
  -- Such as `password:<account>` or `network:203.0.113.7`.
  bucket TEXT PRIMARY KEY,
  attempts INTEGER NOT NULL,
  -- No attempt before this instant.
  blocked_until INTEGER NOT NULL,
  -- When the row stops meaning anything.
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX throttles_by_expiry ON throttles (expires_at);
