-- Other e-mail addresses that people asked for, for as long as a link in a mail can still do something about them.
CREATE TABLE email_changes (
  -- Never used again: links in mails name it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- Public id of the session that asked; it may be gone by now.
  session_id TEXT NOT NULL,
  -- Both canonical, as in accounts.
  old_email TEXT NOT NULL,
  new_email TEXT NOT NULL,
  -- asked → changed | cancelled | expired, and from any of them → undone.
  status TEXT NOT NULL CHECK (status IN ('asked', 'changed', 'cancelled', 'expired', 'undone')),
  -- A change of any credential meanwhile ends what was asked for.
  security_version INTEGER NOT NULL,
  requested_at INTEGER NOT NULL,
  -- Until when the new address can be confirmed.
  expires_at INTEGER NOT NULL,
  changed_at INTEGER,
  -- Until when the old address can be brought back. Until then it is nobody else's.
  undo_until INTEGER NOT NULL
) STRICT;
CREATE INDEX email_changes_of_account ON email_changes (account_id, status);
CREATE INDEX email_changes_by_undo ON email_changes (undo_until);
CREATE INDEX email_changes_by_expiry ON email_changes (expires_at) WHERE status = 'asked';
CREATE UNIQUE INDEX email_changes_asked ON email_changes (account_id) WHERE status = 'asked';
CREATE INDEX email_changes_held ON email_changes (old_email) WHERE status = 'changed';

-- Whoever took an account over could else give its old address to another one, and the owner could not get it back.
CREATE TRIGGER held_email_is_not_created BEFORE INSERT ON accounts
WHEN EXISTS (SELECT 1 FROM email_changes WHERE status = 'changed' AND old_email = NEW.email)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: accounts.email is held for its last owner');
END;

CREATE TRIGGER held_email_is_not_taken BEFORE UPDATE OF email ON accounts
WHEN EXISTS (
  SELECT 1 FROM email_changes WHERE status = 'changed' AND old_email = NEW.email AND account_id <> NEW.id
)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: accounts.email is held for its last owner');
END;
