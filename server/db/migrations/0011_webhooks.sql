-- Lines of the activity record that the operator's receiver has not acknowledged yet. What it is told is read from the
-- record when it is sent.
CREATE TABLE webhook_deliveries (
  -- Of the line, which is also the id of the message: the receiver knows a second copy by it.
  id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  -- How often a process has taken it to send it.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Not before this instant: moved ahead by whoever takes it, and again by every failure.
  due_at INTEGER NOT NULL,
  -- Nobody wants it any more after this.
  expires_at INTEGER NOT NULL,
  -- Of the try that is under way: whoever was too slow has no say any more in what became of it.
  lease TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_deliveries_by_due ON webhook_deliveries (due_at);

-- How far the activity record was read for them.
CREATE TABLE webhooks_read (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- The last line that was looked at.
  sequence INTEGER NOT NULL
) STRICT;
