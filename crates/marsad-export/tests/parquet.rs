//! What leaves as Parquet is what leaves as CSV, with types.

use marsad_archive::{Archive, Filter, Incoming, Source};
use marsad_export::{Form, export};
use marsad_record::Record;
use parquet::basic::Type as Physical;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use std::fs::File;

const RECORD: &str = r#"{"document":{"id":"00ff","title":"لقاء","text":"التقى الوزيران في عمان","published":"2025-10-27","language":"ar","source":null,"url":null,"warnings":[]},
"events":[
{"id":"e1","type":"CONSULT","mode":["meet","visit"],"context":[],"cameo":"036","quad":"verbal-cooperation","goldstein":4.0,
"actor":[{"text":"الوزيران","start":6,"end":14,"name":"Egypt","name_ar":"مصر","code":"EGY","sector":["GOV"],"kind":"state","office":null,"wikidata":null,"rule":"r"}],"recipient":[],
"date":{"start":"2025-10-26","end":null,"precision":"day","text":"","rule":"r"},
"place":{"name":"Amman","country":"JOR","lat":31.95,"lon":35.91,"geonames":250441,"text":"عمان","start":18,"end":22,"rule":"r"},"status":"actual","according_to":[],"disputed_by":[],"counts":[],
"trigger":{"text":"التقى","start":0,"end":5},"evidence":{"text":"التقى الوزيران في عمان","start":0,"end":22},"rule":"x/y#0","confidence":0.5,"same_as":[]},
{"id":"e2","type":"AID","mode":[],"context":["military"],"cameo":"07","quad":"material-cooperation","goldstein":7.5,"actor":[],"recipient":[],
"date":{"start":null,"end":"1969-12-31","precision":"before","text":"","rule":"r"},"place":null,"status":"actual","according_to":[],"disputed_by":[],"counts":[],
"trigger":{"text":"التقى","start":0,"end":5},"evidence":{"text":"التقى الوزيران في عمان","start":0,"end":22},"rule":"x/z#0","confidence":1.0,"same_as":[]}],"statements":[]}"#;

fn archive() -> Archive {
    let record: Record = serde_json::from_str(RECORD).expect("a record");
    let mut archive = Archive::empty("memory").expect("memory");
    archive.begin().expect("begins");
    let prepared = Incoming { record, source: Source::default() }.prepare().expect("few events");
    archive.keep(&prepared, "packs", "2025-10-28T00:00:00Z").expect("kept");
    archive.commit().expect("commits");
    archive
}

fn written(archive: &Archive, form: Form) -> Vec<u8> {
    let mut bytes = Vec::new();
    assert_eq!(export(archive, &Filter::default(), form, &mut bytes).expect("written"), 2);
    bytes
}

fn value<'r>(row: &'r Row, name: &str) -> &'r Field {
    row.get_column_iter().find(|(n, _)| *n == name).map(|(_, field)| field).expect("a column of that name")
}

#[test]
fn has_the_columns_of_csv_with_types() {
    let archive = archive();
    let bytes = written(&archive, Form::Parquet);
    assert_eq!(bytes, written(&archive, Form::Parquet), "the same bytes every time");
    let path = std::env::temp_dir().join(format!("marsad-{}.parquet", std::process::id()));
    std::fs::write(&path, bytes).expect("written");
    let reader = SerializedFileReader::new(File::open(&path).expect("opens")).expect("is Parquet");
    std::fs::remove_file(path).expect("clean up");
    let schema = reader.metadata().file_metadata().schema().clone();
    let header = String::from_utf8(written(&archive, Form::Csv)).expect("UTF-8");
    assert_eq!(schema.get_fields().iter().map(|f| f.name()).collect::<Vec<_>>().join(","), header.lines().next().expect("a header"));
    let physical = |name: &str| schema.get_fields().iter().find(|f| f.name() == name).map(|f| f.get_physical_type());
    assert_eq!([physical("start"), physical("reports"), physical("lat"), physical("id")].map(Option::unwrap), [Physical::INT32, Physical::INT64, Physical::DOUBLE, Physical::BYTE_ARRAY]);
    let rows: Vec<Row> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(value(&rows[0], "id"), &Field::Str("1.e1".to_owned()));
    assert_eq!(value(&rows[0], "mode").to_string(), r#"["meet", "visit"]"#);
    assert_eq!(value(&rows[1], "mode").to_string(), "[]");
    assert_eq!(value(&rows[0], "start").to_string(), "2025-10-26");
    assert_eq!((value(&rows[1], "start"), value(&rows[1], "end")), (&Field::Null, &Field::Date(-1)));
    assert_eq!((value(&rows[0], "geonames"), value(&rows[1], "geonames")), (&Field::Long(250_441), &Field::Null));
    assert_eq!((value(&rows[0], "goldstein"), value(&rows[1], "lat")), (&Field::Double(4.0), &Field::Null));
}
