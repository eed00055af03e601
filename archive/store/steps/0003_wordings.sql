-- Which quotations are wordings of one utterance.

CREATE TABLE utterances (
  quotation INTEGER PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE,
  id TEXT NOT NULL CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
  compared_by TEXT NOT NULL DEFAULT '',
  pairs INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX utterances_id ON utterances (id);

CREATE TABLE wordings (
  a INTEGER NOT NULL REFERENCES utterances (quotation) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES utterances (quotation) ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN ('verbatim', 'variant', 'partial', 'same-event')),
  certainty TEXT NOT NULL CHECK (certainty IN ('likely', 'possible')),
  score REAL NOT NULL,
  part TEXT CHECK (part IN ('a', 'b')),
  is_few INTEGER NOT NULL CHECK (is_few IN (0, 1)),
  conflicts TEXT NOT NULL CHECK (json_valid(conflicts)),
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX wordings_b ON wordings (b);

-- What people ruled on two wordings, so that it is found among all decisions.
CREATE INDEX decisions_utterance ON decisions (value) WHERE field = 'utterance';

-- What is known of each quotation elsewhere, for lists and search.
ALTER TABLE quotations ADD COLUMN elsewhere TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(elsewhere));
