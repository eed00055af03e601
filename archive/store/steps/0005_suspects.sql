-- Stretches in doubt, and the lines that a site repeats.

CREATE TABLE suspects (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  label TEXT NOT NULL,
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  score REAL NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  UNIQUE (document, text, "start", "end"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT;

CREATE TABLE site_lines (
  document TEXT NOT NULL REFERENCES documents (id),
  line INTEGER NOT NULL,
  site TEXT NOT NULL,
  story INTEGER NOT NULL,
  text TEXT NOT NULL REFERENCES texts (digest),
  PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_lines_line ON site_lines (line, site, story);

CREATE TABLE repeated_lines (
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('remove', 'suspect')),
  site TEXT NOT NULL,
  PRIMARY KEY (text, "start"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT, WITHOUT ROWID;

-- What people ruled on a stretch, so that `archive verify` finds the texts among all decisions.
CREATE INDEX decisions_cleaning ON decisions (subject) WHERE field = 'cleaning';
