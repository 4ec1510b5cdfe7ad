-- Layout 2. Records are compressed with what they have in common (layout2.dictionary); those of layout 1 are read as they are.
-- Sums that questions would otherwise look at every row for: how often each actor is named, and what each year held for each pair.
ALTER TABLE actors ADD COLUMN as_actor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actors ADD COLUMN as_recipient INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actors ADD COLUMN as_source INTEGER NOT NULL DEFAULT 0;
UPDATE actors SET (as_actor, as_recipient, as_source) =
  (SELECT count(*) FILTER (WHERE m.role = 0), count(*) FILTER (WHERE m.role = 1), count(*) FILTER (WHERE m.role >= 2) FROM mentions m WHERE m.actor = actors.id);
CREATE TABLE ties(source TEXT NOT NULL, target TEXT NOT NULL, year TEXT NOT NULL, events INTEGER NOT NULL, quad1 INTEGER NOT NULL, quad2 INTEGER NOT NULL,
  quad3 INTEGER NOT NULL, quad4 INTEGER NOT NULL, goldstein REAL NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY(source, target, year)) WITHOUT ROWID;
-- Years whose ties are behind the dyads.
CREATE TABLE stale(year TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO stale SELECT DISTINCT substr(day, 1, 4) FROM dyads;
