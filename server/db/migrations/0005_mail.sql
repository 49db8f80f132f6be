-- Mails that wait to be sent, written with the change that they are about. Gone once the mail server has them.
CREATE TABLE outbox (
  -- Random; also what stands before the @ of the Message-ID, so that a second copy is known as one.
  id TEXT PRIMARY KEY,
  -- Whose mailbox it is; NULL where somebody only named an address.
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  -- Recipient and content as JSON, encrypted with a key that is not in this database: links in it open accounts.
  content TEXT NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- How often a process has taken it to send it.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Not before this instant: moved ahead by whoever takes it, and again by every failure.
  due_at INTEGER NOT NULL,
  -- Nobody wants it any more after this.
  expires_at INTEGER NOT NULL,
  -- Of the try that is under way: whoever was too slow has no say any more in what became of the mail.
  lease TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_by_due ON outbox (due_at);
CREATE INDEX outbox_by_expiry ON outbox (expires_at);
CREATE INDEX outbox_of_account ON outbox (account_id);

-- What links in mails prove: that somebody reads that mailbox.
CREATE TABLE mail_tokens (
  -- SHA-256 of what stands in the link.
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('password-reset', 'email-confirmation', 'email-undo', 'lockdown')),
  -- A change of any credential meanwhile ends it, where that is what it is about.
  security_version INTEGER,
  -- What it is about, as JSON: an address, a session.
  subject TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_tokens_of_account ON mail_tokens (account_id, purpose);
CREATE INDEX mail_tokens_by_expiry ON mail_tokens (expires_at);

-- In which language somebody's page last was who chose none in their profile.
CREATE TABLE page_languages (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the activity record was read for notices.
CREATE TABLE notices_sent (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- The last line that was looked at.
  sequence INTEGER NOT NULL
) STRICT;
