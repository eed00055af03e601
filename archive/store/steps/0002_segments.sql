-- Columns as segments, the change that the index is at, and when an article last changed.

CREATE TABLE index_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  numbering INTEGER NOT NULL,
  "change" INTEGER NOT NULL
) STRICT;
INSERT INTO index_state (id, numbering, "change") VALUES (1, random(), random());

CREATE TABLE facet_values (
  field TEXT NOT NULL,
  code INTEGER NOT NULL CHECK (code BETWEEN 1 AND 4294967295),
  value TEXT,
  label TEXT,
  PRIMARY KEY (field, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_values_value ON facet_values (field, value, label);

CREATE TABLE facet_segments (
  "table" TEXT NOT NULL,
  field TEXT NOT NULL,
  block INTEGER NOT NULL CHECK (block >= 0),
  "change" INTEGER NOT NULL,
  codes BLOB NOT NULL CHECK (length(codes) BETWEEN 4 AND 4096 AND length(codes) % 4 = 0),
  PRIMARY KEY ("table", field, block)
) STRICT;

-- The rows of `articles` are kept; the table is made anew, so that its new column stands in its place.
CREATE TEMPORARY TABLE kept_articles AS SELECT * FROM articles;
DROP TABLE articles;
CREATE TABLE articles (
  document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
  title TEXT,
  outlet TEXT,
  author TEXT,
  published TEXT,
  language TEXT,
  url TEXT,
  tags TEXT NOT NULL,
  opening TEXT NOT NULL,
  source TEXT NOT NULL,
  sources TEXT NOT NULL,
  method TEXT NOT NULL,
  first_captured_at TEXT NOT NULL,
  last_captured_at TEXT NOT NULL,
  changed_at TEXT,
  gone_at TEXT,
  text TEXT NOT NULL REFERENCES texts (digest),
  version INTEGER NOT NULL,
  versions INTEGER NOT NULL,
  captures INTEGER NOT NULL,
  quotations INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  metadata TEXT NOT NULL CHECK (json_valid(metadata))
) STRICT;
CREATE INDEX articles_captured ON articles (last_captured_at DESC, document);
CREATE INDEX articles_changed ON articles (changed_at DESC, document) WHERE changed_at IS NOT NULL;
CREATE INDEX articles_numbers ON articles (versions, captures, removed);

-- The text of a capture as its reader read it last, and the version that is; a change is a version that differs from
-- the one before.
WITH read AS (
  SELECT document, captured_at, id, coalesce((
    SELECT later.text FROM readings AS first
    JOIN readings AS later ON later.snapshot = first.snapshot AND later.reader = first.reader
    JOIN versions ON versions.document = captures.document AND versions.text = later.text
    WHERE first.snapshot = captures.snapshot AND first.text = captures.text
    ORDER BY later.rowid DESC LIMIT 1
  ), captures.text) AS text
  FROM captures WHERE text IS NOT NULL
), numbered AS (
  SELECT read.document, captured_at, number,
    lag(number) OVER (PARTITION BY read.document ORDER BY captured_at, id) AS before
  FROM read JOIN versions ON versions.document = read.document AND versions.text = read.text
), changed AS (
  SELECT document, max(captured_at) AS changed_at FROM numbered WHERE number <> before GROUP BY document
)
INSERT INTO articles
SELECT kept.document, title, outlet, author, published, language, url, tags, opening, source, sources, method,
  first_captured_at, last_captured_at, changed_at, gone_at, text, version, versions, captures, quotations, removed,
  metadata
FROM kept_articles AS kept LEFT JOIN changed ON changed.document = kept.document;
DROP TABLE kept_articles;

-- Segments answer what these were for.
DROP INDEX quotations_outlet;
