-- Which restore this database has come through; the number to compare it with is kept elsewhere. See server/backup.
CREATE TABLE restore_epoch (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL
) STRICT;
INSERT INTO restore_epoch (one, epoch) VALUES (1, 0);
