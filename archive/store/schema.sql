-- The archive's tables, as they stand today. This file is the truth; `steps/` is the way there, and a test compares.
--
-- Three kinds of table, and what each kind promises:
--   facts      what was received and what people ruled. Append-only. Each row carries a `seal`: the SHA-256 of its other
--              columns (bytes excepted, which have a digest of their own). A seal shows a slip of the hand, not fraud:
--              who can edit a row can also renew its seal. Permalinks need no trust in either.
--   analyses   what a rule set says about a text: one record per (text, rule set), exactly one current per text.
--   index      rows made from facts and current analyses, for search and for reading in Datasette. They can be thrown
--              away and made again; `archive verify` compares them with what they were made from.
--
-- "start" and "end" are half-open Unicode code points of the text named in the same row. Times are UTC, as
-- 2026-11-21T09:30:00.123456Z. Lists and pairs are JSON.

-- FACTS ---------------------------------------------------------------------------------------------------------------

-- The bytes as received, stored once however often captured.
CREATE TABLE snapshots (
  -- SHA-256 of the bytes as received
  digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  -- the bytes compressed: a zstd frame (RFC 8878), which needs the bytes of `base` as its prefix where there is one
  frame BLOB NOT NULL,
  base TEXT REFERENCES snapshots (digest),
  -- how many others must be read first: 0 for a frame that stands alone
  depth INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 8 AND (depth = 0) = (base IS NULL)),
  -- of the bytes as received
  length INTEGER NOT NULL CHECK (length >= 0),
  seal TEXT NOT NULL
) STRICT;

-- The texts read from snapshots, immutable. A BLOB, because SQL's own string functions stop at a NUL.
CREATE TABLE texts (
  -- SHA-256 of `content`
  digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  -- UTF-8
  content BLOB NOT NULL,
  -- Unicode code points
  length INTEGER NOT NULL CHECK (length BETWEEN 0 AND length(content)),
  seal TEXT NOT NULL
) STRICT;

-- Which reader read which text from which snapshot, and how.
CREATE TABLE readings (
  snapshot TEXT NOT NULL REFERENCES snapshots (digest),
  text TEXT NOT NULL REFERENCES texts (digest),
  -- the reader's name is all three
  reader TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  options TEXT NOT NULL,
  -- how bytes became characters
  encoding TEXT NOT NULL,
  encoding_source TEXT NOT NULL,
  undecodable INTEGER NOT NULL CHECK (undecodable >= 0),
  -- what the reader saw: blocks of the page, what stretches of the text tell, what the page says outside its text
  hints TEXT NOT NULL CHECK (json_valid(hints)),
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  seal TEXT NOT NULL,
  PRIMARY KEY (snapshot, reader, reader_version, options, text)
) STRICT;
CREATE INDEX readings_text ON readings (text);

-- The works that may be captured many times.
CREATE TABLE documents (
  -- 16 hex digits of the SHA-256 of `identity`
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
  -- "url:<canonical URL>" or "text:<digest of its first text>"
  identity TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT;

-- Other addresses of a document: paths on this host and further URLs. The one added last decides.
CREATE TABLE aliases (
  kind TEXT NOT NULL CHECK (kind IN ('url', 'path')),
  value TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  reason TEXT NOT NULL,
  added_at TEXT NOT NULL,
  seal TEXT NOT NULL,
  PRIMARY KEY (kind, value, document, added_at)
) STRICT;
CREATE INDEX aliases_document ON aliases (document);

-- The texts of a document, each in one of its versions. A version's number is a local label: never shifted or reused.
CREATE TABLE versions (
  document TEXT NOT NULL REFERENCES documents (id),
  text TEXT NOT NULL REFERENCES texts (digest),
  number INTEGER NOT NULL CHECK (number >= 1),
  -- SHA-256 of the white-space-folded kept text, as today's reader and rules see it
  version_key TEXT NOT NULL,
  -- a version's representative is its text first captured that is not withdrawn
  first_captured_at TEXT NOT NULL,
  seal TEXT NOT NULL,
  PRIMARY KEY (document, text)
) STRICT;
CREATE INDEX versions_key ON versions (document, version_key);
CREATE INDEX versions_text ON versions (text);

-- The acts of receiving bytes from a source.
CREATE TABLE captures (
  -- SHA-256 of source, captured_at, snapshot and status
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64 AND id NOT GLOB '*[^0-9a-f]*'),
  source TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  snapshot TEXT NOT NULL REFERENCES snapshots (digest),
  -- HTTP status, null where there was none
  status INTEGER,
  document TEXT NOT NULL REFERENCES documents (id),
  -- null where the answer held no article: the page is gone, or an error; such a capture is no version
  text TEXT REFERENCES texts (digest),
  method TEXT NOT NULL CHECK (method IN ('fetched', 'warc', 'saved-page', 'feed', 'pasted', 'file', 'other-archive')),
  tool TEXT NOT NULL,
  -- who captured it, only if given
  captured_by TEXT,
  -- the other archive that received it, by its host; null when we did
  witness TEXT CHECK (witness IS NULL OR method = 'other-archive'),
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  redirects TEXT NOT NULL CHECK (json_valid(redirects)),
  seal TEXT NOT NULL,
  FOREIGN KEY (document, text) REFERENCES versions (document, text) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX captures_document ON captures (document, captured_at);
CREATE INDEX captures_snapshot ON captures (snapshot);
CREATE INDEX captures_text ON captures (text);

-- What people ruled; undone by another decision, never erased.
CREATE TABLE decisions (
  -- SHA-256 of all other columns but the seal
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64 AND id NOT GLOB '*[^0-9a-f]*'),
  -- a document id, a text digest or a speaker's id
  subject TEXT NOT NULL,
  -- what is ruled on; `tag` adds a tag, `untag` takes one away
  field TEXT NOT NULL,
  -- null takes an earlier ruling back
  value TEXT,
  author TEXT NOT NULL,
  made_at TEXT NOT NULL,
  reason TEXT,
  "start" INTEGER CHECK ("start" >= 0),
  "end" INTEGER CHECK ("end" >= "start"),
  seal TEXT NOT NULL,
  CHECK (("start" IS NULL) = ("end" IS NULL))
) STRICT;
CREATE INDEX decisions_subject ON decisions (subject, made_at);

-- Texts taken down. The bytes stay in the file; nothing serves them any more.
CREATE TABLE withdrawals (
  text TEXT PRIMARY KEY NOT NULL REFERENCES texts (digest),
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  made_at TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT;

-- How many rows each table of facts and analyses holds, so that a row that vanished is noticed.
CREATE TABLE tallies (
  name TEXT PRIMARY KEY NOT NULL,
  "rows" INTEGER NOT NULL CHECK ("rows" >= 0)
) STRICT;

-- ANALYSES ------------------------------------------------------------------------------------------------------------

-- What a rule set says about a text: removals, sentences, quotations, attributions. The record is kept whole, because it
-- is one value: computed in one piece, compared in one piece, replaced in one piece.
CREATE TABLE analyses (
  text TEXT NOT NULL REFERENCES texts (digest),
  rule_set TEXT NOT NULL,
  made_at TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  seal TEXT NOT NULL,
  PRIMARY KEY (text, rule_set)
) STRICT;
CREATE UNIQUE INDEX analyses_current ON analyses (text) WHERE is_current = 1;

-- INDEX ---------------------------------------------------------------------------------------------------------------

-- One row per document: what is known of it today, wherever it is known from.
CREATE TABLE articles (
  document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
  -- what it is: null is "not known", never a guess
  title TEXT,
  outlet TEXT,
  author TEXT,
  published TEXT,
  language TEXT,
  url TEXT,
  tags TEXT NOT NULL,
  -- its first words, for articles without a title
  opening TEXT NOT NULL,
  -- where it came from: the source of the latest capture, and all of them
  source TEXT NOT NULL,
  sources TEXT NOT NULL,
  method TEXT NOT NULL,
  first_captured_at TEXT NOT NULL,
  last_captured_at TEXT NOT NULL,
  -- when a capture last gave another version than the one before it; null while none did
  changed_at TEXT,
  -- since when its address answers that there is nothing (404, 410); null while it does not
  gone_at TEXT,
  -- the text captured last of those that are not withdrawn, and its version
  text TEXT NOT NULL REFERENCES texts (digest),
  version INTEGER NOT NULL,
  -- how many; quotations and removals are those of `text`
  versions INTEGER NOT NULL,
  captures INTEGER NOT NULL,
  quotations INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  -- each metadatum with where it is known from
  metadata TEXT NOT NULL CHECK (json_valid(metadata))
) STRICT;
CREATE INDEX articles_captured ON articles (last_captured_at DESC, document);
CREATE INDEX articles_changed ON articles (changed_at DESC, document) WHERE changed_at IS NOT NULL;
CREATE INDEX articles_numbers ON articles (versions, captures, removed);

-- One row per quotation, document and text: the same text in two documents gives two rows with one permalink.
CREATE TABLE quotations (
  id INTEGER PRIMARY KEY,
  permalink TEXT NOT NULL,
  -- the words: the kept segments joined by a space
  quoted TEXT NOT NULL,
  -- who said it, and when; null is "not stated"
  speaker TEXT,
  speaker_id TEXT,
  outlet TEXT,
  published TEXT,
  -- full (at least one whole sentence), fragment, or none (marks that quote nobody)
  kind TEXT NOT NULL CHECK (kind IN ('full', 'fragment', 'none')),
  cue TEXT,
  -- how the words travelled, in the article's own words: three lists
  medium TEXT NOT NULL CHECK (json_valid(medium)),
  relayed_by TEXT NOT NULL CHECK (json_valid(relayed_by)),
  occasion TEXT NOT NULL CHECK (json_valid(occasion)),
  language TEXT,
  -- the article it stands in, and how that came in
  document TEXT NOT NULL REFERENCES documents (id),
  source TEXT NOT NULL,
  title TEXT,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  captured_at TEXT NOT NULL,
  method TEXT NOT NULL,
  -- kept, suspect or removed: in the article, in a doubtful stretch, or in one set aside
  cleaning TEXT NOT NULL CHECK (cleaning IN ('kept', 'suspect', 'removed')),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  -- what became of it in the newest version, and the permalink of the place there, where it has another one;
  -- is_current: this row is in the newest version that holds the words
  status TEXT NOT NULL CHECK (status IN ('verbatim', 'punctuation', 'edited', 'moved', 'gone', 'ambiguous')),
  became TEXT,
  version INTEGER NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  -- how the speaker was found; 0 to 1, and in words
  confidence REAL NOT NULL,
  basis TEXT NOT NULL,
  mention TEXT,
  -- where it stands
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  segments TEXT NOT NULL CHECK (json_valid(segments)),
  mention_start INTEGER,
  mention_end INTEGER,
  cue_start INTEGER,
  cue_end INTEGER,
  via TEXT NOT NULL CHECK (json_valid(via)),
  -- `quoted` with a zero-width space after each character of a script that writes no spaces; else null
  spaced TEXT,
  -- what is known of it elsewhere: verbatim, variant, partial, same-event, conflict; made from `wordings` and rulings
  elsewhere TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(elsewhere)),
  UNIQUE (document, text, "start", "end"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT;
CREATE INDEX quotations_span ON quotations (text, "start", "end");
CREATE INDEX quotations_speaker ON quotations (speaker_id);
CREATE INDEX quotations_name ON quotations (speaker_id, speaker);
CREATE INDEX quotations_published ON quotations (published);

-- One row per sentence, document and text.
CREATE TABLE sentences (
  id INTEGER PRIMARY KEY,
  permalink TEXT NOT NULL,
  content TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  version INTEGER NOT NULL,
  -- in the newest version that holds these words
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  -- where it stands
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  -- as in `quotations`
  spaced TEXT,
  UNIQUE (document, text, "start", "end"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT;
CREATE INDEX sentences_text ON sentences (text, "start");

-- One row per stretch set aside, document and text.
CREATE TABLE removals (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  -- what it is, which rule found it, what the rule saw, and how sure it is
  label TEXT NOT NULL,
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  score REAL NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  -- in the text captured last
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  -- where it stands
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  UNIQUE (document, text, "start", "end"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT;

-- One row per stretch that is kept and flagged, document and text: it may not be the article.
CREATE TABLE suspects (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  -- as in `removals`
  label TEXT NOT NULL,
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  score REAL NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  -- where it stands
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  UNIQUE (document, text, "start", "end"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT;

-- The lines of each article that are furniture if other articles of its site have them too: the evidence.
CREATE TABLE site_lines (
  document TEXT NOT NULL REFERENCES documents (id),
  -- stands for the folded words, or for their form without figures and days: 63 bits of the SHA-256
  line INTEGER NOT NULL,
  -- the host of its address without "www.", else the outlet
  site TEXT NOT NULL,
  -- stands for the story that it tells: copies of an article count once
  story INTEGER NOT NULL,
  -- the newest of its texts with that line
  text TEXT NOT NULL REFERENCES texts (digest),
  PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_lines_line ON site_lines (line, site, story);

-- The lines that are set aside or flagged because other articles of their site have them.
CREATE TABLE repeated_lines (
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('remove', 'suspect')),
  site TEXT NOT NULL,
  -- three stories have the same line; or its form; or two have it, among such lines; or it stands among such lines
  reason TEXT NOT NULL CHECK (reason IN ('same', 'form', 'pair', 'among')),
  PRIMARY KEY (text, "start"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT, WITHOUT ROWID;

-- What people ruled on a stretch, so that `archive verify` finds the texts among all decisions.
CREATE INDEX decisions_cleaning ON decisions (subject) WHERE field = 'cleaning';

-- Where documents came from, each source with its latest capture.
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  -- the input's own path as reached from the argument, its URL, or FILE#record
  source TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  text TEXT NOT NULL REFERENCES texts (digest),
  capture TEXT NOT NULL REFERENCES captures (id),
  captured_at TEXT NOT NULL,
  UNIQUE (document, source)
) STRICT;
CREATE INDEX sources_source ON sources (source);

-- By what short names a source can be called: its file name and the beginnings of that up to a word's end.
CREATE TABLE source_names (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  UNIQUE (document, source, name)
) STRICT;
CREATE INDEX source_names_name ON source_names (name);

-- Full text. Declared as sqlite-utils writes it: Datasette finds a full-text table only by content="…".
CREATE VIRTUAL TABLE "quotations_fts" USING FTS5 (
  "quoted", "spaced",
  tokenize='unicode61 remove_diacritics 2',
  content="quotations", content_rowid="id"
);
CREATE VIRTUAL TABLE "sentences_fts" USING FTS5 (
  "content", "spaced",
  tokenize='unicode61 remove_diacritics 2',
  content="sentences", content_rowid="id"
);

-- Which state the index is in, in one row, so that who has read it knows whether to read it again.
CREATE TABLE index_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- both drawn at random: when all values were numbered afresh, and at each change
  numbering INTEGER NOT NULL,
  "change" INTEGER NOT NULL
) STRICT;

-- What the numbers in `facet_segments` stand for. Values are only added, so that a number keeps its meaning.
CREATE TABLE facet_values (
  -- the column, see FIELDS in segments.py
  field TEXT NOT NULL,
  code INTEGER NOT NULL CHECK (code BETWEEN 1 AND 4294967295),
  -- null is a value too; a list is one value, as JSON
  value TEXT,
  -- what people see of it, where that is something else
  label TEXT,
  PRIMARY KEY (field, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_values_value ON facet_values (field, value, label);

-- Columns of the index as numbers: block 0 holds the rows 0 to 1023, and so on. Search counts by these.
CREATE TABLE facet_segments (
  "table" TEXT NOT NULL,
  field TEXT NOT NULL,
  block INTEGER NOT NULL CHECK (block >= 0),
  -- the change that wrote it
  "change" INTEGER NOT NULL,
  -- four bytes for each row, little end first; 0 for "no row"; zeros at the end left out
  codes BLOB NOT NULL CHECK (length(codes) BETWEEN 4 AND 4096 AND length(codes) % 4 = 0),
  PRIMARY KEY ("table", field, block)
) STRICT;

-- The quotations that were compared with all others: those of the article itself, in their newest version.
CREATE TABLE utterances (
  quotation INTEGER PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE,
  -- by which its utterance can be asked for: 16 hex digits of the SHA-256 of its permalink
  id TEXT NOT NULL CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
  -- the name of the rules of comparison that it was compared by; empty for none
  compared_by TEXT NOT NULL DEFAULT '',
  -- in how many rows of `wordings` it stands
  pairs INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX utterances_id ON utterances (id);

-- Pairs of quotations that are wordings of one utterance, or speak of one event in other words.
CREATE TABLE wordings (
  a INTEGER NOT NULL REFERENCES utterances (quotation) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES utterances (quotation) ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN ('verbatim', 'variant', 'partial', 'same-event')),
  -- whether words, speaker and date agree, or something of it is missing or contradicts
  certainty TEXT NOT NULL CHECK (certainty IN ('likely', 'possible')),
  -- how alike the words are, 0 to 1; which one is a part of the other
  score REAL NOT NULL,
  part TEXT CHECK (part IN ('a', 'b')),
  -- of one or two telling words only, which tie nothing together
  is_few INTEGER NOT NULL CHECK (is_few IN (0, 1)),
  -- what the two disagree in, as each has it: a list of [kind, a, b]
  conflicts TEXT NOT NULL CHECK (json_valid(conflicts)),
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX wordings_b ON wordings (b);

-- What people ruled on two wordings, so that it is found among all decisions.
CREATE INDEX decisions_utterance ON decisions (value) WHERE field = 'utterance';

-- The names by which quotations call their speakers; what joins them with others of the same key.
CREATE TABLE speaker_names (
  speaker_id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- what bears it: a person, an organisation, or somebody who is only called by an office
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'unnamed')),
  -- shared by all spellings of a full name; empty for a name that joins no other
  name_key TEXT NOT NULL,
  -- the name of the rules that it was made by
  joined_by TEXT NOT NULL,
  PRIMARY KEY (speaker_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_names_key ON speaker_names (name_key);

-- Two ids that are one person's, by their names; what people ruled is laid over this.
CREATE TABLE speaker_joins (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  name_key TEXT NOT NULL,
  -- why, in words
  evidence TEXT NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a <> b)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_joins_key ON speaker_joins (name_key);

-- What people ruled on two speakers, so that it is found among all decisions.
CREATE INDEX decisions_speakers ON decisions (value) WHERE field = 'same-speaker';
