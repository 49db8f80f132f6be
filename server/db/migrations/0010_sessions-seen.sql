-- Up to when a person has seen which sessions began: later ones are new to them.
ALTER TABLE accounts ADD COLUMN sessions_seen_at INTEGER;

-- Who acts in the person's place, as they are told; NULL is the person.
ALTER TABLE sessions ADD COLUMN operator TEXT;
