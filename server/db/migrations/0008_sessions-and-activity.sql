-- One index for what can be asked of the record by itself, each in the order of pages. Types of one kind are merged in
-- that order, so that the view of sign-ins needs none of its own any more.
CREATE INDEX activity_by_type ON activity (account_id, type, at);
CREATE INDEX activity_by_outcome ON activity (account_id, outcome, at);
CREATE INDEX activity_by_client ON activity (account_id, client, at);
DROP INDEX activity_access_of_account;

-- What people call their sessions.
ALTER TABLE sessions ADD COLUMN name TEXT;
