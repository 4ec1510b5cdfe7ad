//! What is kept of an article, and the days that articles were printed on.

use crate::error::Error;
use crate::rows::WITHIN;
use crate::show::happening_id;
use crate::store::Archive;

/// A kept article, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns of `v_documents` are")]
pub struct Kept {
    pub id: i64,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: String,
    pub published: Option<String>,
    pub language: String,
    /// Whether no later version of it is kept.
    pub current: bool,
    /// The document it is a reprint of.
    pub reprint_of: Option<i64>,
    /// The text it shares with others: two articles of one text are not independent.
    pub kin: i64,
    /// Every version of it, this one included, oldest first.
    pub versions: Vec<i64>,
}

impl Archive {
    /// First and last day that articles were printed on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn printed_between(&self) -> Result<Option<(String, String)>, Error> {
        let days: (Option<String>, Option<String>) =
            self.sql(|db| db.query_row("SELECT (SELECT min(published) FROM documents), (SELECT max(published) FROM documents)", [], |row| Ok((row.get(0)?, row.get(1)?))))?;
        Ok(days.0.zip(days.1))
    }

    /// Each event of an article, by its id within it, with the happening it tells of.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn happenings_of(&self, document: i64) -> Result<Vec<(String, String)>, Error> {
        let ids = |row: &rusqlite::Row<'_>| {
            let (event, happening): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok((format!("e{}", event & ((1 << WITHIN) - 1)), happening_id(happening)))
        };
        self.sql(|db| {
            let mut statement = db.prepare_cached("SELECT id, happening FROM events WHERE id >= ?1 << ?2 AND id < (?1 + 1) << ?2 AND happening IS NOT NULL ORDER BY id")?;
            statement.query_map([document, i64::from(WITHIN)], ids)?.collect()
        })
    }

    /// An article as it is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article(&self, document: i64) -> Result<Option<Kept>, Error> {
        self.sql(|db| {
            let mut statement = db.prepare_cached(
                "SELECT d.id, iif(d.url LIKE 'file:%', NULL, d.url), d.outlet, d.title, d.published, d.language, d.current, iif(d.kin = d.id, NULL, d.kin), d.kin,
                 (SELECT group_concat(o.id, ' ') FROM (SELECT id FROM documents WHERE article = d.article ORDER BY id) o) FROM documents d WHERE d.id = ?1",
            )?;
            let mut rows = statement.query([document])?;
            rows.next()?
                .map(|row| {
                    let versions: String = row.get(9)?;
                    Ok(Kept {
                        id: row.get(0)?,
                        url: row.get(1)?,
                        outlet: row.get(2)?,
                        title: row.get(3)?,
                        published: row.get(4)?,
                        language: row.get(5)?,
                        current: row.get(6)?,
                        reprint_of: row.get(7)?,
                        kin: row.get(8)?,
                        versions: versions.split(' ').filter_map(|id| id.parse().ok()).collect(),
                    })
                })
                .transpose()
        })
    }
}
