//! Whether everything in the archive stands up: spans quote their article, counts agree with each other.

use crate::blob::{Text, each_quote, unpack};
use crate::error::Error;
use crate::rows::{WITHIN, codes, number};
use crate::show::event_id;
use crate::store::Archive;
use std::collections::BTreeSet;

/// Something that does not stand up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, and where.
    pub what: String,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Sums {
    pub documents: u64,
    pub events: u64,
    pub spans: u64,
}

impl Archive {
    /// Looks at every span and count; `found` is told what does not stand up, `progress` how many documents are done.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self, found: &mut dyn FnMut(Finding), progress: &mut dyn FnMut(u64) -> bool) -> Result<Sums, Error> {
        let mut say = |what: String| found(Finding { what });
        self.each("PRAGMA quick_check(20)", Vec::new(), |row| {
            let line: String = row.get(0)?;
            if line != "ok" {
                say(format!("the file is damaged: {line}"));
            }
            Ok(true)
        })?;
        let mut sums = Sums::default();
        self.each("SELECT d.id, d.current, d.events, d.statements, b.text, b.record FROM documents d LEFT JOIN bodies b ON b.document = d.id", Vec::new(), |row| {
            let document: i64 = row.get(0)?;
            sums.documents += 1;
            let (Some(text), Some(blob)) = (row.get::<_, Option<String>>(4)?, row.get::<_, Option<Vec<u8>>>(5)?) else {
                say(format!("document {document}: its text is missing"));
                return Ok(true);
            };
            let mut record = match unpack(&blob, text) {
                Ok(record) => record,
                Err(error) => {
                    say(format!("document {document}: its record cannot be read: {error}"));
                    return Ok(true);
                }
            };
            let told = (i64::try_from(record.events.len()).unwrap_or(-1), i64::try_from(record.statements.len()).unwrap_or(-1));
            if told != (row.get(2)?, row.get(3)?) {
                say(format!("document {document}: its counts of events and statements are not those of its record"));
            }
            sums.spans += spans(&mut record, |words| say(format!("document {document}: «{words}» does not stand where its record says")));
            sums.events += record.events.len() as u64;
            if row.get::<_, bool>(1)? {
                self.compare(document, &record, &mut say)?;
            }
            Ok(progress(sums.documents))
        })?;
        for (sql, what) in COUNTS {
            self.each(sql, Vec::new(), |row| {
                say(format!("{}: {what}", row.get::<_, String>(0)?));
                Ok(true)
            })?;
        }
        Ok(sums)
    }

    /// The rows of a document beside its record.
    fn compare(&self, document: i64, record: &marsad_record::Record, say: &mut dyn FnMut(String)) -> Result<(), Error> {
        let rows: Vec<(i64, String, String, String)> = self.sql(|db| {
            db.prepare_cached("SELECT id, type, actors, recipients FROM events WHERE id >= ?1 AND id < ?2 ORDER BY id")?
                .query_map([document << WITHIN, (document + 1) << WITHIN], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                .collect()
        })?;
        let kept: BTreeSet<_> = rows.into_iter().collect();
        let read: BTreeSet<_> = record.events.iter().enumerate().map(|(at, e)| (number(document, &e.id, at), e.kind.clone(), codes(&e.actor).join("|"), codes(&e.recipient).join("|"))).collect();
        for (id, ..) in kept.symmetric_difference(&read) {
            say(format!("event {}: its row is not as its record", event_id(*id)));
        }
        Ok(())
    }
}

/// Compares every quotation with its place; gives how many there are.
fn spans(record: &mut marsad_record::Record, mut wrong: impl FnMut(&str)) -> u64 {
    let text = record.document.text.clone();
    let text = Text::new(&text);
    let mut looked_at = 0;
    each_quote(record, &mut |words, start, end| {
        looked_at += 1;
        if start < end && text.slice(start, end) != Some(words.as_str()) {
            wrong(words);
        }
    });
    looked_at
}

/// Questions that find nothing in a sound archive, each giving what is wrong first.
const COUNTS: &[(&str, &str)] = &[
    (
        "SELECT 'happening h' || (h.id >> 20) || '.e' || (h.id & 1048575) FROM happenings h WHERE NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.block = h.block) AND (h.tellings, h.reports, h.independent) <>
         (SELECT count(*), count(DISTINCT e.document), count(DISTINCT d.kin) FROM events e JOIN documents d ON d.id = e.document WHERE e.happening = h.id)",
        "its counts are not those of its events",
    ),
    ("SELECT 'event ' || (e.id >> 20) || '.e' || (e.id & 1048575) FROM events e WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = e.document AND d.current)", "it belongs to no current article"),
    (
        "SELECT 'event ' || (e.id >> 20) || '.e' || (e.id & 1048575) FROM events e WHERE e.twin_of IS NULL AND NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.block = e.block) AND NOT EXISTS (SELECT 1 FROM happenings h WHERE h.id = e.happening)",
        "it is part of no happening",
    ),
    ("SELECT 'side ' || s.code || ' of event ' || (s.event >> 20) || '.e' || (s.event & 1048575) FROM sides s WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = s.event AND e.day = s.day)", "there is no such event"),
    ("SELECT 'pair ' || s.source || ', ' || s.target FROM dyads s WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = s.event AND e.day = s.day)", "there is no such event"),
    ("SELECT 'article ' || article FROM documents GROUP BY article HAVING sum(current) <> 1", "it has not one current version"),
    ("SELECT 'actor ' || a.id FROM actors a WHERE a.as_actor + a.as_recipient + a.as_source <> (SELECT count(*) FROM mentions m WHERE m.actor = a.id)", "it is not named as often as its sums say"),
    (
        "SELECT 'pair ' || source || ', ' || target || ' in ' || year FROM (SELECT source, target, substr(day, 1, 4) AS year, count(*) AS n FROM dyads WHERE quad > 0 AND NOT (mutual = 1 AND source > target) GROUP BY 1, 2, 3) d
         WHERE year NOT IN (SELECT year FROM stale) AND NOT EXISTS (SELECT 1 FROM ties t WHERE t.source = d.source AND t.target = d.target AND t.year = d.year AND t.events = d.n)",
        "its sums are not those of its events",
    ),
    ("SELECT 'document ' || id FROM documents d WHERE current AND NOT EXISTS (SELECT 1 FROM words w WHERE w.rowid = d.id)", "its words are not indexed"),
];
