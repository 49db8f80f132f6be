-- Accounts that their people want deleted. Until `due_at` signing in keeps
-- them. A row outlives its account, without reference, for as long as the
-- activity record still has personal fields of it.
CREATE TABLE account_deletions (
  account_id TEXT PRIMARY KEY,
  requested_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  -- When everything but the activity record was erased.
  erased_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX account_deletions_by_due ON account_deletions (due_at);

-- Lines of a deleted account may lose their personal fields whatever their age.
ALTER TABLE activity_retention ADD COLUMN erase_account TEXT;

DROP TRIGGER activity_is_not_changed;
CREATE TRIGGER activity_is_not_changed BEFORE UPDATE ON activity
WHEN NOT EXISTS (SELECT 1 FROM activity_retention WHERE OLD.at < erase_before OR OLD.account_id = erase_account)
  OR NEW.sequence IS NOT OLD.sequence OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at
  OR NEW.account_id IS NOT OLD.account_id OR NEW.session_id IS NOT OLD.session_id
  OR NEW.type IS NOT OLD.type OR NEW.outcome IS NOT OLD.outcome OR NEW.reason IS NOT OLD.reason
  OR NEW.actor IS NOT OLD.actor OR NEW.personal_digest IS NOT OLD.personal_digest
  OR NEW.previous_digest IS NOT OLD.previous_digest OR NEW.digest IS NOT OLD.digest
BEGIN
  SELECT RAISE(ABORT, 'the activity record is append-only');
END;
