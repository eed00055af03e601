-- Lines that a site repeats tell why they are its own.

CREATE TEMP TABLE repeated_before AS SELECT * FROM repeated_lines;
DROP TABLE repeated_lines;
CREATE TABLE repeated_lines (
  text TEXT NOT NULL REFERENCES texts (digest),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('remove', 'suspect')),
  site TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('same', 'form', 'pair', 'among')),
  PRIMARY KEY (text, "start"),
  CHECK (0 <= "start" AND "start" < "end")
) STRICT, WITHOUT ROWID;
INSERT INTO repeated_lines (text, "start", "end", outcome, site, reason)
  SELECT text, "start", "end", outcome, site, 'same' FROM repeated_before;
DROP TABLE repeated_before;
