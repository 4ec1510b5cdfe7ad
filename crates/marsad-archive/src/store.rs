//! The file: opened, begun, ended.

use crate::error::{Error, Fault, Kind};
use crate::keep::Memory;
use crate::schema;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::cell::RefCell;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long another process's writing is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
const PRAGMAS: &str = "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456; PRAGMA cache_size = -65536;";

/// How many steps of SQLite's machine run between two looks at the clock.
const STEPS: i32 = 10_000;

/// An archive, open.
pub struct Archive {
    pub(crate) db: Connection,
    file: String,
    memory: RefCell<Memory>,
}

/// What an archive holds, each counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Totals {
    pub articles: i64,
    pub versions: i64,
    pub independent: i64,
    pub events: i64,
    pub happenings: i64,
    pub claims: i64,
    pub statements: i64,
}

impl Archive {
    /// Opens an archive for writing; makes it when there is none, and brings an older layout forward.
    ///
    /// # Errors
    /// When the file is locked, read-only, of another program or of a newer Marsad.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let archive = Self::connect(path, path, flags)?;
        schema::settle(&archive.db, &archive.file, true)?;
        archive.sql(|db| {
            // SQLite would otherwise plan a prepared statement anew for every value that a partial index might care about.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
            // A commit is on the disk before it is reported.
            db.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 12000; PRAGMA mmap_size = 0; PRAGMA cache_size = -98304;")
        })?;
        Ok(archive)
    }

    /// Opens an archive for questions only; nothing in it can change.
    ///
    /// # Errors
    /// When there is none, or it is not one this Marsad can read.
    pub fn open_to_read(path: &Path) -> Result<Self, Error> {
        let file = path.to_string_lossy();
        if !path.exists() {
            return Err(Error::new(&file, Kind::Missing));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let open = |address: &Path| {
            let archive = Self::connect(path, address, flags)?;
            schema::settle(&archive.db, &archive.file, false).map(|()| archive)
        };
        let mut opened = open(path);
        if opened.as_ref().is_err_and(Error::is_read_only) && Self::undo_what_was_cut_short(path).is_ok() {
            opened = open(path);
        }
        if opened.is_ok() || !Self::is_at_rest(&file) {
            return opened;
        }
        // On a medium where nothing can be written SQLite wants to be told so.
        let plain = file.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let sealed = format!("file:{plain}?immutable=1");
        open(Path::new(&sealed)).or(opened)
    }

    /// A process killed in the middle of writing may leave a journal by which the file becomes what it was before; only who
    /// may write can follow it.
    fn undo_what_was_cut_short(path: &Path) -> Result<(), Error> {
        let archive = Self::connect(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        archive.sql(|db| db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())))
    }

    /// An archive that holds nothing and is kept nowhere, called `file`: what is asked before there is one.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn empty(file: &str) -> Result<Self, Error> {
        let db = Connection::open_in_memory().map_err(|e| Error::sql(file, &e))?;
        schema::settle(&db, file, true)?;
        Ok(Self { db, file: file.to_owned(), memory: RefCell::default() })
    }

    /// A second connection to the file, to read what has been committed while this one writes; none when the archive is kept nowhere.
    pub(crate) fn beside(&self) -> Result<Option<Connection>, Error> {
        if self.db.path().is_none_or(str::is_empty) {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let path = Path::new(&self.file);
        let beside = Self::connect(path, path, flags)?;
        beside.sql(|db| db.execute_batch("PRAGMA mmap_size = 0; PRAGMA cache_size = -32768;"))?;
        Ok(Some(beside.db))
    }

    /// Keeps few pages in memory: for those who have many archives open, and leave keeping to the machine.
    ///
    /// # Errors
    /// When the connection refuses.
    pub fn hold_little(&self) -> Result<(), Error> {
        self.sql(|db| db.execute_batch("PRAGMA mmap_size = 0; PRAGMA cache_size = -8192;"))
    }

    /// Whether no log or journal holds anything that the file does not.
    fn is_at_rest(file: &str) -> bool {
        ["-wal", "-journal"].iter().all(|log| std::fs::metadata(format!("{file}{log}")).map_or(true, |m| m.len() == 0))
    }

    fn connect(path: &Path, address: &Path, flags: OpenFlags) -> Result<Self, Error> {
        let file = path.to_string_lossy().into_owned();
        if path.is_dir() {
            return Err(Error::new(&file, Kind::Foreign("it is a folder")));
        }
        let connected = Connection::open_with_flags(address, flags).and_then(|db| {
            db.busy_timeout(PATIENCE)?;
            db.set_prepared_statement_cache_capacity(64);
            db.execute_batch(PRAGMAS)?;
            Ok(db)
        });
        Ok(Self { db: connected.map_err(|e| Error::sql(&file, &e))?, file, memory: RefCell::default() })
    }

    /// The archive's file, as it was named.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    pub(crate) fn memory(&mut self) -> &mut Memory {
        self.memory.get_mut()
    }

    pub(crate) fn sql<T>(&self, run: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        run(&self.db).map_err(|e| Error::sql(&self.file, &e))
    }

    pub(crate) fn question(&self, what: impl Into<Fault>) -> Error {
        Error::new(&self.file, Kind::Question(what.into()))
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> Error {
        Error::new(&self.file, Kind::Damaged(what.into()))
    }

    /// Begins a group of additions; [`Archive::commit`] makes them last, all or none.
    ///
    /// # Errors
    /// When another process keeps writing.
    pub fn begin(&self) -> Result<(), Error> {
        self.sql(|db| db.execute_batch("BEGIN IMMEDIATE"))
    }

    /// Makes the group of additions last.
    ///
    /// # Errors
    /// When they cannot be written; then none of them is in the archive.
    pub fn commit(&self) -> Result<(), Error> {
        self.sql(|db| {
            self.memory.borrow_mut().write(db)?;
            db.execute_batch("COMMIT")
        })
    }

    /// Forgets the group of additions.
    pub fn roll_back(&self) {
        // SQLite may have ended the group itself, for want of room. What is remembered may be of what is now not there.
        self.memory.take();
        if !self.db.is_autocommit() {
            // A failed rollback leaves the connection in an error state that the next command reports.
            self.db.execute_batch("ROLLBACK").unwrap_or_default();
        }
    }

    /// Whether a group has been begun.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.db.is_autocommit()
    }

    /// Gives up every later question that takes longer than this; `None` lets them take what they take.
    ///
    /// # Errors
    /// When the connection refuses.
    pub fn give_up_after(&mut self, limit: Option<Duration>) -> Result<(), Error> {
        let until = limit.and_then(|limit| Instant::now().checked_add(limit));
        let set = match until {
            Some(until) => self.db.progress_handler(STEPS, Some(move || Instant::now() >= until)),
            None => self.db.progress_handler(0, None::<fn() -> bool>),
        };
        set.map_err(|e| Error::sql(&self.file, &e))
    }

    /// What the archive remembers under a key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn meta(&self, key: &str) -> Result<Option<String>, Error> {
        self.sql(|db| {
            let mut rows = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
            let mut rows = rows.query([key])?;
            rows.next()?.map(|row| row.get(0)).transpose()
        })
    }

    /// Remembers a value.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_meta(&self, key: &str, value: &str) -> Result<(), Error> {
        self.sql(|db| db.execute("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value", [key, value]).map(|_| ()))
    }

    /// Every key that begins so, with its value, by key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn metas(&self, prefix: &str) -> Result<Vec<(String, String)>, Error> {
        self.sql(|db| db.prepare_cached("SELECT key, value FROM meta WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key")?.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
    }

    /// Forgets a key; whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget_meta(&self, key: &str) -> Result<bool, Error> {
        self.sql(|db| Ok(db.execute("DELETE FROM meta WHERE key = ?1", [key])? > 0))
    }

    /// What it holds.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn totals(&self) -> Result<Totals, Error> {
        let one = |sql: &str| self.sql(|db| db.query_row(sql, [], |row| row.get(0)));
        Ok(Totals {
            articles: one("SELECT count(*) FROM documents WHERE current")?,
            versions: one("SELECT count(*) FROM documents")?,
            independent: one("SELECT count(DISTINCT kin) FROM documents WHERE current")?,
            events: one("SELECT coalesce(sum(events), 0) FROM documents WHERE current")?,
            happenings: one("SELECT count(*) FROM happenings")?,
            claims: one("SELECT coalesce(sum(as_source), 0) FROM actors")?,
            statements: one("SELECT coalesce(sum(statements), 0) FROM documents WHERE current")?,
        })
    }

    /// Looks at what SQLite knows of the tables, so that questions take the short way, and leaves one file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn tidy(&self) -> Result<(), Error> {
        self.sql(|db| db.execute_batch("PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002; PRAGMA wal_checkpoint(TRUNCATE);"))?;
        // Somebody who is reading meanwhile keeps the log beside the file; the next `add` takes it away.
        self.sql(|db| db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))).or(Ok(()))
    }
}
