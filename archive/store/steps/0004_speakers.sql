-- Which names are one speaker's.

CREATE TABLE speaker_names (
  speaker_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'unnamed')),
  name_key TEXT NOT NULL,
  joined_by TEXT NOT NULL,
  PRIMARY KEY (speaker_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_names_key ON speaker_names (name_key);

CREATE TABLE speaker_joins (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  name_key TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a <> b)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_joins_key ON speaker_joins (name_key);

-- What people ruled on two speakers, so that it is found among all decisions.
CREATE INDEX decisions_speakers ON decisions (value) WHERE field = 'same-speaker';

-- Whether anybody is still quoted under a name.
CREATE INDEX quotations_name ON quotations (speaker_id, speaker);
