-- The known browser that a session was started in: whoever ends the session from elsewhere does not know that browser.
-- NULL: from before, or nobody's.
ALTER TABLE sessions ADD COLUMN browser_id TEXT;
