//! Rows written many with each statement: to begin and end a statement costs more than a short row.
//!
//! Enters: rows as lists of values. Leaves: the same rows in a table.

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

/// Rows of one statement.
const TOGETHER: usize = 64;

/// Puts rows of `N` values into a table; `into` is how a statement for it begins.
pub(crate) fn insert<'v, R, const N: usize>(db: &Connection, into: &str, rows: impl ExactSizeIterator<Item = R>, values: impl Fn(R) -> [ValueRef<'v>; N]) -> rusqlite::Result<()> {
    let mut left = rows.len();
    let mut values = rows.map(values);
    let row = format!("({})", vec!["?"; N].join(","));
    while left > 0 {
        let together = left.min(TOGETHER);
        let mut statement = db.prepare(&format!("{into} VALUES {}", vec![row.as_str(); together].join(",")))?;
        for _ in 0..left / together {
            for (at, value) in values.by_ref().take(together).flatten().enumerate() {
                statement.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(value))?;
            }
            statement.raw_execute()?;
        }
        left %= together;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_written_once_however_many_there_are() {
        for count in [0, 1, 63, 64, 65, 1000] {
            let db = Connection::open_in_memory().expect("memory");
            db.execute_batch("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)").expect("made");
            insert(&db, "INSERT OR IGNORE INTO t", (0..count).chain([0]).collect::<Vec<_>>().iter(), |n| [ValueRef::Integer(*n), ValueRef::Text(b"x")]).expect("written");
            assert_eq!(db.query_row("SELECT count(*) FROM t WHERE b = 'x'", [], |row| row.get(0)), Ok(count.max(1)));
        }
    }
}
