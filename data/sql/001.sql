-- Step 1: the first library.

-- What there is now. Every row can be made again from "change".
CREATE TABLE record (
  number  INTEGER PRIMARY KEY,           -- in the order they were added
  id      TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  parent  TEXT NOT NULL,                 -- id of another record, or ''
  key     TEXT NOT NULL,                 -- point of the law, or ''
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  fields  TEXT NOT NULL CHECK (json_valid (fields))
) STRICT;

CREATE INDEX record_by_parent ON record (parent, kind, number);
CREATE INDEX record_by_kind ON record (kind, number);
CREATE UNIQUE INDEX record_by_key ON record (parent, kind, key) WHERE key <> '' AND removed = 0;
CREATE INDEX record_by_object ON record (json_extract (fields, '$.sha256'))
  WHERE json_extract (fields, '$.sha256') IS NOT NULL;

-- What happened: one row a change, chained by hash, never altered and never removed.
CREATE TABLE change (
  seq     INTEGER PRIMARY KEY,
  step    INTEGER NOT NULL,              -- changes of one step belong together
  at      TEXT NOT NULL,                 -- UTC
  who     TEXT NOT NULL,
  action  TEXT NOT NULL,                 -- what the person did, in words
  mode    TEXT NOT NULL CHECK (mode IN ('do', 'fix', 'undo', 'redo')),
  target  INTEGER NOT NULL DEFAULT 0,    -- step that is undone or done again
  record  TEXT NOT NULL,
  field   TEXT NOT NULL,                 -- '' for adding and removing the record itself
  before  TEXT NOT NULL,
  after   TEXT NOT NULL,
  hash    TEXT NOT NULL
) STRICT;

CREATE INDEX change_by_record ON change (record, seq);
CREATE INDEX change_by_step ON change (step);

CREATE TRIGGER change_is_final BEFORE UPDATE ON change
BEGIN
  SELECT RAISE (ABORT, 'the change log is never altered');
END;

CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN
  SELECT RAISE (ABORT, 'the change log is never shortened');
END;

-- Full-text search: words of the records, by record.number, and words inside evidence, by page.
CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE content USING fts5 (object UNINDEXED, page UNINDEXED, body, tokenize = 'unicode61 remove_diacritics 2');

-- Which objects have been looked into, and what came of it.
CREATE TABLE content_state (
  object  TEXT PRIMARY KEY NOT NULL,
  problem TEXT NOT NULL                  -- why there is no text, or ''
) STRICT, WITHOUT ROWID;
