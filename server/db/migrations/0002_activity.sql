-- What happened, in the order in which it was committed. Rows are chained:
-- `digest` covers the row and the digest before it. Personal fields enter the
-- chain only as `personal_digest`, a salted digest of their own, so that
-- retention can drop the fields and the salt without breaking the chain.
CREATE TABLE activity (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  -- Opaque ids, without reference: the record outlives the account and the session.
  account_id TEXT,
  session_id TEXT,
  type TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('success', 'failure')),
  reason TEXT,
  actor TEXT NOT NULL CHECK (actor IN ('person', 'operator', 'system')),
  -- Personal fields.
  address TEXT,
  user_agent TEXT,
  -- What the browser and its system are called, as JSON.
  device TEXT,
  country TEXT,
  city TEXT,
  origin TEXT,
  client TEXT,
  details TEXT,
  -- The chain.
  salt BLOB,
  personal_digest TEXT NOT NULL,
  previous_digest TEXT,
  digest TEXT NOT NULL
) STRICT;
-- One index for each view, in its order: a page costs the same however much there is.
CREATE INDEX activity_of_account ON activity (account_id, at);
CREATE INDEX activity_access_of_account ON activity (account_id, at)
WHERE type IN ('authn_login_success', 'authn_login_fail');

-- What retention still has to look at.
CREATE INDEX activity_with_salt ON activity (at) WHERE salt IS NOT NULL;

-- Where the chain begins once retention has removed its beginning: sealed with
-- a key that is not in this database, so that nobody else can shorten it.
CREATE TABLE activity_checkpoint (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- The last line that was removed.
  sequence INTEGER NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT;

-- How far retention may go, while it runs: rows older than `erase_before` may
-- lose personal fields, rows older than `delete_before` may go. Empty at all
-- other times, which makes the record append-only.
CREATE TABLE activity_retention (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  erase_before INTEGER NOT NULL,
  delete_before INTEGER NOT NULL
) STRICT;

CREATE TRIGGER activity_is_not_deleted BEFORE DELETE ON activity
WHEN NOT EXISTS (SELECT 1 FROM activity_retention WHERE OLD.at < delete_before)
BEGIN
  SELECT RAISE(ABORT, 'the activity record is append-only');
END;

CREATE TRIGGER activity_is_not_changed BEFORE UPDATE ON activity
WHEN NOT EXISTS (SELECT 1 FROM activity_retention WHERE OLD.at < erase_before)
  OR NEW.sequence IS NOT OLD.sequence OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at
  OR NEW.account_id IS NOT OLD.account_id OR NEW.session_id IS NOT OLD.session_id
  OR NEW.type IS NOT OLD.type OR NEW.outcome IS NOT OLD.outcome OR NEW.reason IS NOT OLD.reason
  OR NEW.actor IS NOT OLD.actor OR NEW.personal_digest IS NOT OLD.personal_digest
  OR NEW.previous_digest IS NOT OLD.previous_digest OR NEW.digest IS NOT OLD.digest
BEGIN
  SELECT RAISE(ABORT, 'the activity record is append-only');
END;
