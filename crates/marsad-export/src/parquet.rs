//! Apache Parquet: one row an event, with the columns of `marsad events` and their types.
//!
//! Days are dates, numbers are numbers, lists are lists. A group of rows is held at a time, and no more.

use crate::Error;
use marsad_archive::{Archive, Cell, EVENT_COLUMNS, Filter};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows to a group.
const GROUP: u64 = 20_000;

pub(crate) fn write(archive: &Archive, filter: &Filter, out: &mut (dyn Write + Send)) -> std::result::Result<u64, Error> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, Arc::new(parse_message_type(&schema())?), Arc::new(properties))?;
    let mut columns: Vec<Column> = EVENT_COLUMNS.iter().map(|name| Column::new(Kind::of(name))).collect();
    let mut held = 0;
    let written = crate::lines(archive, filter, |told| {
        columns.iter_mut().zip(told.row()).for_each(|(column, cell)| column.push(cell));
        held += 1;
        if held == GROUP {
            write_group(&mut file, &mut columns)?;
            held = 0;
        }
        Ok(1)
    })?;
    if held > 0 {
        write_group(&mut file, &mut columns)?;
    }
    file.close()?;
    Ok(written)
}

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Self {
        Self::Output(io::Error::other(error))
    }
}

/// Writes the rows held, and lets go of them.
fn write_group<W: Write + Send>(file: &mut SerializedFileWriter<W>, columns: &mut [Column]) -> Result<()> {
    let mut group = file.next_row_group()?;
    for column in columns {
        if let Some(writer) = group.next_column()? {
            column.write(writer)?;
        }
        column.clear();
    }
    group.close().map(|_| ())
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    List,
    Day,
    Whole,
    Real,
}

impl Kind {
    fn of(column: &str) -> Self {
        match column {
            "mode" | "context" | "actor_codes" | "actors" | "recipient_codes" | "recipients" | "according_to" | "disputed_by" | "counts" => Self::List,
            "start" | "end" | "published" => Self::Day,
            "geonames" | "reports" | "independent" => Self::Whole,
            "goldstein" | "lat" | "lon" | "confidence" => Self::Real,
            _ => Self::Words,
        }
    }
}

fn schema() -> String {
    let field = |name: &&str| match Kind::of(name) {
        Kind::Words => format!("optional binary {name} (STRING);\n"),
        Kind::List => format!("required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}\n"),
        Kind::Day => format!("optional int32 {name} (DATE);\n"),
        Kind::Whole => format!("optional int64 {name};\n"),
        Kind::Real => format!("optional double {name};\n"),
    };
    format!("message events {{\n{}}}", EVENT_COLUMNS.iter().map(field).collect::<String>())
}

enum Values {
    Words(Vec<ByteArray>),
    Days(Vec<i32>),
    Whole(Vec<i64>),
    Reals(Vec<f64>),
}

/// The cells of one column: values side by side, and for each cell or member of a list whether it is there.
struct Column {
    values: Values,
    there: Vec<i16>,
    /// 0 for the first of a list, 1 for each further one; `None` where cells are no lists.
    further: Option<Vec<i16>>,
}

impl Column {
    fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Words | Kind::List => Values::Words(Vec::new()),
            Kind::Day => Values::Days(Vec::new()),
            Kind::Whole => Values::Whole(Vec::new()),
            Kind::Real => Values::Reals(Vec::new()),
        };
        Self { values, there: Vec::new(), further: (kind == Kind::List).then(Vec::new) }
    }

    fn push(&mut self, cell: Cell) {
        let Some(further) = &mut self.further else {
            let there = self.push_one(cell);
            self.there.push(i16::from(there));
            return;
        };
        let all = if let Cell::List(all) = cell { all } else { Vec::new() };
        further.extend((0..all.len().max(1)).map(|at| i16::from(at > 0)));
        self.there.extend(std::iter::repeat_n(i16::from(!all.is_empty()), all.len().max(1)));
        for one in all {
            self.push_one(Cell::Text(one));
        }
    }

    /// Whether there was a value of this column's kind.
    fn push_one(&mut self, cell: Cell) -> bool {
        match (&mut self.values, cell) {
            (Values::Words(all), Cell::Text(text)) => all.push(ByteArray::from(text.into_bytes())),
            (Values::Days(all), Cell::Text(day)) => match since_1970(&day) {
                Some(day) => all.push(day),
                None => return false,
            },
            (Values::Whole(all), Cell::Int(number)) => all.push(number),
            (Values::Reals(all), Cell::Real(number)) => all.push(number),
            _ => return false,
        }
        true
    }

    fn write(&self, mut writer: SerializedColumnWriter<'_>) -> Result<()> {
        match &self.values {
            Values::Words(all) => self.write_values::<ByteArrayType>(&mut writer, all),
            Values::Days(all) => self.write_values::<Int32Type>(&mut writer, all),
            Values::Whole(all) => self.write_values::<Int64Type>(&mut writer, all),
            Values::Reals(all) => self.write_values::<DoubleType>(&mut writer, all),
        }?;
        writer.close()
    }

    fn write_values<T: DataType>(&self, writer: &mut SerializedColumnWriter<'_>, values: &[T::T]) -> Result<usize> {
        writer.typed::<T>().write_batch(values, Some(&self.there), self.further.as_deref())
    }

    fn clear(&mut self) {
        match &mut self.values {
            Values::Words(all) => all.clear(),
            Values::Days(all) => all.clear(),
            Values::Whole(all) => all.clear(),
            Values::Reals(all) => all.clear(),
        }
        self.there.clear();
        self.further.iter_mut().for_each(Vec::clear);
    }
}

/// Days from the first of 1970 on.
fn since_1970(day: &str) -> Option<i32> {
    let day: jiff::civil::Date = day.parse().ok()?;
    jiff::civil::date(1970, 1, 1).until(day).ok().map(|span| span.get_days())
}
