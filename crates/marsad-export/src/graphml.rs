//! Who did how much to whom, as a directed graph of codes.

use crate::Error;
use marsad_archive::{Archive, Cell, Filter, Rows};
use std::collections::BTreeSet;
use std::io::Write;

/// What is told of an edge, by its column in the archive's answer.
const KEYS: [(&str, &str, usize); 9] = [
    ("events", "long", 2),
    ("verbal_cooperation", "long", 3),
    ("material_cooperation", "long", 4),
    ("verbal_conflict", "long", 5),
    ("material_conflict", "long", 6),
    ("goldstein_sum", "double", 7),
    ("goldstein_mean", "double", 8),
    ("first", "string", 9),
    ("last", "string", 10),
];

#[derive(Default)]
struct Edges(Vec<Vec<Cell>>);

impl Rows for Edges {
    fn columns(&mut self, _: &[&str]) {}

    fn row(&mut self, cells: Vec<Cell>) -> bool {
        self.0.push(cells);
        true
    }
}

pub(crate) fn write(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    let mut edges = Edges::default();
    archive.network(filter, &mut edges)?;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(out, "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>")?;
    for (key, kind, _) in KEYS {
        writeln!(out, "<key id=\"{key}\" for=\"edge\" attr.name=\"{key}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "<graph id=\"marsad\" edgedefault=\"directed\">")?;
    let nodes: BTreeSet<String> = edges.0.iter().flat_map(|e| [text(&e[0]), text(&e[1])]).collect();
    for node in &nodes {
        let name = crate::codes::of(node).map_or(node.as_str(), |c| c.name);
        writeln!(out, "<node id=\"{}\"><data key=\"name\">{}</data></node>", escaped(node), escaped(name))?;
    }
    for edge in &edges.0 {
        write!(out, "<edge source=\"{}\" target=\"{}\">", escaped(&text(&edge[0])), escaped(&text(&edge[1])))?;
        for (key, _, at) in KEYS {
            write!(out, "<data key=\"{key}\">{}</data>", escaped(&text(&edge[at])))?;
        }
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")?;
    Ok(edges.0.len() as u64)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Int(n) => n.to_string(),
        Cell::Real(n) => n.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::List(all) => all.join(" "),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
