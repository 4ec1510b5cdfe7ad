//! How the file is laid out, and how older layouts come forward.
//!
//! Each layout is a step of SQL; `PRAGMA user_version` says which the file has. Before the first step is taken on a file
//! that holds something, the file is copied beside itself.

use crate::error::{Error, Kind};
use rusqlite::Connection;

/// `MRSD`, in the file's header.
const APPLICATION: i64 = 0x4d52_5344;
/// Each step leads from the layout of its index to the next.
const STEPS: &[&str] = &[include_str!("schema.sql"), include_str!("layout2.sql"), include_str!("layout3.sql")];

/// Makes sure the file is an archive of the present layout. `write` may make or migrate it.
pub(crate) fn settle(db: &Connection, file: &str, write: bool) -> Result<(), Error> {
    bring_forward(db, file, write, STEPS)
}

fn bring_forward(db: &Connection, file: &str, write: bool, steps: &[&str]) -> Result<(), Error> {
    let sql = |e: rusqlite::Error| Error::sql(file, &e);
    let number = |pragma: &str| db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0)).map_err(sql);
    let (application, found) = (number("application_id")?, number("user_version")?);
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(sql)?;
    if application != APPLICATION {
        if tables > 0 || application != 0 {
            return Err(Error::new(file, Kind::Foreign("it is a database of another program")));
        }
        if !write {
            return Err(Error::new(file, Kind::Foreign("it is empty")));
        }
    } else if found > known {
        return Err(Error::new(file, Kind::Newer { found, known }));
    }
    if found == known {
        return Ok(());
    }
    if !write {
        return Err(Error::new(file, Kind::Sql(format!("has the older layout {found}; `marsad check` brings it forward"))));
    }
    if found > 0 {
        db.execute("VACUUM INTO ?1", [format!("{file}.layout{found}.bak")]).map_err(sql)?;
    }
    if found == 0 {
        db.execute_batch("PRAGMA page_size = 8192").map_err(sql)?;
    }
    // Another process may have made the tables meanwhile; its lock is waited for, then looked at again.
    db.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
    let from = usize::try_from(number("user_version")?).unwrap_or(0);
    let done = steps.iter().skip(from).try_for_each(|step| db.execute_batch(step));
    let done = done.and_then(|()| db.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {known}; COMMIT")));
    done.map_err(|e| {
        let error = sql(e);
        if db.execute_batch("ROLLBACK").is_err() {
            return Error::new(file, Kind::Damaged("bringing it forward could not be undone".to_owned()));
        }
        error
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_layout_comes_forward_after_a_copy() {
        let folder = std::env::temp_dir().join(format!("marsad-schema-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("temporary folder");
        let path = folder.join("old.db");
        let file = path.to_string_lossy().into_owned();
        let first: &[&str] = &["CREATE TABLE a(x)"];
        let both: &[&str] = &["CREATE TABLE a(x)", "ALTER TABLE a ADD COLUMN y"];
        let db = Connection::open(&path).expect("opens");
        bring_forward(&db, &file, true, first).expect("made");
        db.execute("INSERT INTO a VALUES (7)", []).expect("kept");
        assert!(bring_forward(&db, &file, false, both).is_err());
        bring_forward(&db, &file, true, both).expect("comes forward");
        assert_eq!(db.query_row("SELECT x FROM a WHERE y IS NULL", [], |r| r.get::<_, i64>(0)), Ok(7));
        let copy = Connection::open(format!("{file}.layout1.bak")).expect("the copy opens");
        assert_eq!(copy.query_row("SELECT x FROM a", [], |r| r.get::<_, i64>(0)), Ok(7));
        assert!(bring_forward(&db, &file, true, first).expect_err("newer").to_string().contains("newer Marsad"));
        std::fs::remove_dir_all(folder).expect("clean up");
    }
}
