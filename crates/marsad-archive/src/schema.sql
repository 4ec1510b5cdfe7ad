-- Layout 1. docs/archive.md tells what each table and view holds.
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents(
  id INTEGER PRIMARY KEY, article INTEGER NOT NULL, current INTEGER NOT NULL, content BLOB NOT NULL,
  url TEXT, external_id TEXT, outlet TEXT, author TEXT, title TEXT NOT NULL, published TEXT, published_at TEXT, language TEXT NOT NULL,
  origin TEXT NOT NULL, given TEXT NOT NULL, added TEXT NOT NULL, packs TEXT NOT NULL, kin INTEGER NOT NULL,
  events INTEGER NOT NULL, statements INTEGER NOT NULL);
CREATE INDEX documents_content ON documents(content);
CREATE INDEX documents_url ON documents(url) WHERE url IS NOT NULL;
CREATE INDEX documents_article ON documents(article);
CREATE INDEX documents_kin ON documents(kin) WHERE kin <> id;
CREATE INDEX documents_published ON documents(published);
CREATE TABLE bodies(document INTEGER PRIMARY KEY, text TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE sketches(hash INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY(hash, document)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(keys, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE actors(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_ar TEXT NOT NULL, code TEXT NOT NULL, sector TEXT NOT NULL, kind TEXT NOT NULL,
  office TEXT NOT NULL, wikidata TEXT NOT NULL, folded TEXT NOT NULL, folded_ar TEXT NOT NULL,
  UNIQUE(name, code, office, kind, sector, name_ar, wikidata));
CREATE INDEX actors_folded ON actors(folded);
CREATE INDEX actors_folded_ar ON actors(folded_ar);
CREATE INDEX actors_code ON actors(code);
CREATE TABLE names(folded TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(folded, code)) WITHOUT ROWID;

CREATE TABLE types(type TEXT PRIMARY KEY, quad TEXT NOT NULL, plover INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events(
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL, day TEXT NOT NULL, start TEXT, "end" TEXT, precision TEXT NOT NULL,
  type TEXT NOT NULL, mode TEXT NOT NULL, context TEXT NOT NULL, cameo TEXT NOT NULL, goldstein REAL NOT NULL, status TEXT NOT NULL,
  actors TEXT NOT NULL, recipients TEXT NOT NULL, according_to TEXT NOT NULL, disputed_by TEXT NOT NULL,
  place TEXT, country TEXT, lat REAL, lon REAL, geonames INTEGER, counts INTEGER NOT NULL, confidence REAL NOT NULL, rule TEXT NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL,
  twin_of INTEGER, who TEXT NOT NULL, gist INTEGER NOT NULL, block INTEGER, happening INTEGER);
CREATE INDEX events_day ON events(day);
CREATE INDEX events_type ON events(type, day);
CREATE INDEX events_block ON events(block) WHERE block IS NOT NULL;
CREATE INDEX events_happening ON events(happening);
-- One row a code and role: 0 actor, 1 recipient, 2 according to, 3 disputed by.
CREATE TABLE sides(code TEXT NOT NULL, role INTEGER NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(code, day, event, role)) WITHOUT ROWID;
-- One row for each code that did something to, or together with (mutual = 1), another; quad is 1 to 4, 0 for an event that is not actual or tells again.
CREATE TABLE dyads(source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL, mutual INTEGER NOT NULL, quad INTEGER NOT NULL, goldstein REAL NOT NULL,
  PRIMARY KEY(source, target, day, event)) WITHOUT ROWID;
CREATE TABLE mentions(event INTEGER NOT NULL, role INTEGER NOT NULL, n INTEGER NOT NULL, actor INTEGER NOT NULL, PRIMARY KEY(event, role, n)) WITHOUT ROWID;
CREATE INDEX mentions_actor ON mentions(actor, event);
CREATE TABLE counts(event INTEGER NOT NULL, n INTEGER NOT NULL, what TEXT NOT NULL, min REAL, max REAL, approximate INTEGER NOT NULL, unit TEXT,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY(event, n)) WITHOUT ROWID;

CREATE TABLE statements(
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL, day TEXT NOT NULL, speaker INTEGER NOT NULL, code TEXT NOT NULL, addressee INTEGER, stance TEXT NOT NULL,
  status TEXT NOT NULL, cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, content_start INTEGER NOT NULL, content_end INTEGER NOT NULL);
CREATE INDEX statements_day ON statements(day);
CREATE INDEX statements_code ON statements(code, day);
CREATE TABLE abouts(event INTEGER NOT NULL, statement INTEGER NOT NULL, PRIMARY KEY(event, statement)) WITHOUT ROWID;

CREATE TABLE happenings(
  id INTEGER PRIMARY KEY, block INTEGER, type TEXT NOT NULL, day TEXT NOT NULL, start TEXT, "end" TEXT, precision TEXT NOT NULL, status TEXT NOT NULL,
  actors TEXT NOT NULL, recipients TEXT NOT NULL, place TEXT, country TEXT, goldstein REAL NOT NULL,
  tellings INTEGER NOT NULL, reports INTEGER NOT NULL, independent INTEGER NOT NULL, outlets INTEGER NOT NULL, claims INTEGER NOT NULL, disputes INTEGER NOT NULL);
CREATE INDEX happenings_day ON happenings(day);
CREATE INDEX happenings_block ON happenings(block);
CREATE TABLE unsettled(block INTEGER PRIMARY KEY);

CREATE VIEW v_documents AS SELECT d.id, d.article, d.current, d.url, d.external_id, d.outlet, d.author, d.title, d.published, d.published_at, d.language, d.origin,
  d.added, d.kin AS reprint_group, d.kin <> d.id AS reprint, d.events, d.statements, b.text FROM documents d JOIN bodies b ON b.document = d.id;
CREATE VIEW v_events AS SELECT (e.id >> 20) || '.e' || (e.id & 1048575) AS id, e.document, e.start, e."end", e.precision, e.type, e.mode, e.context, e.cameo,
  t.quad, e.goldstein, t.plover, e.status, e.actors, e.recipients, e.according_to, e.disputed_by, e.place, e.country, e.lat, e.lon, e.geonames, e.confidence, e.rule,
  substr(b.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS trigger, substr(b.text, e.evidence_start + 1, e.evidence_end - e.evidence_start) AS evidence,
  CASE WHEN e.twin_of IS NULL THEN NULL ELSE (e.twin_of >> 20) || '.e' || (e.twin_of & 1048575) END AS twin_of,
  'h' || (e.happening >> 20) || '.e' || (e.happening & 1048575) AS happening, d.outlet, d.published, d.language, d.url, d.title
  FROM events e JOIN documents d ON d.id = e.document JOIN bodies b ON b.document = e.document LEFT JOIN types t ON t.type = e.type;
CREATE VIEW v_happenings AS SELECT 'h' || (h.id >> 20) || '.e' || (h.id & 1048575) AS id, h.type, t.quad, h.start, h."end", h.precision, h.status, h.actors, h.recipients,
  h.place, h.country, h.goldstein, t.plover, h.tellings, h.reports, h.independent, h.outlets, h.claims, h.disputes FROM happenings h LEFT JOIN types t ON t.type = h.type;
CREATE VIEW v_statements AS SELECT (s.id >> 20) || '.s' || (s.id & 1048575) AS id, s.document, s.day, a.name AS speaker, a.name_ar AS speaker_ar, a.code, a.office, s.stance,
  s.status, substr(b.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue, substr(b.text, s.content_start + 1, s.content_end - s.content_start) AS content,
  d.outlet, d.published, d.url FROM statements s JOIN actors a ON a.id = s.speaker JOIN documents d ON d.id = s.document JOIN bodies b ON b.document = s.document;
CREATE VIEW v_actors AS SELECT id, name, name_ar, code, sector, kind, office, wikidata FROM actors;
CREATE VIEW v_mentions AS SELECT (m.event >> 20) || '.e' || (m.event & 1048575) AS event,
  CASE m.role WHEN 0 THEN 'actor' WHEN 1 THEN 'recipient' WHEN 2 THEN 'according to' ELSE 'disputed by' END AS role, m.actor, a.name, a.code, a.office
  FROM mentions m JOIN actors a ON a.id = m.actor;
CREATE VIEW v_counts AS SELECT (c.event >> 20) || '.e' || (c.event & 1048575) AS event, c.what, c.min, c.max, c.approximate, c.unit FROM counts c;
