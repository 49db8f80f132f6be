-- Which notices people want or do without, where they have chosen; all others are as usual.
CREATE TABLE notice_choices (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  notice TEXT NOT NULL,
  wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
  PRIMARY KEY (account_id, notice)
) STRICT, WITHOUT ROWID;
