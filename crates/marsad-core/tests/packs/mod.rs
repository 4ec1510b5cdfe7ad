//! The packs of the tree, compiled: for tests, the bench and the fuzz target. The core itself opens no files.

use marsad_pack::{Packs, Source, compile_leniently};
use std::fs;
use std::path::Path;

/// Compiles every table and frame file below `root/packs`. Defects of the data are `marsad pack check`'s to tell.
pub fn compiled(root: &Path) -> Packs {
    let mut sources = Vec::new();
    collect(root, "packs", &mut sources);
    compile_leniently(&sources).0
}

fn collect(root: &Path, folder: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(root.join(folder)).expect("the packs lie in the tree") {
        let entry = entry.expect("a folder of the tree can be listed");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(root, &path, sources);
        } else if path.ends_with(".tsv") || path.ends_with(".toml") {
            let text = fs::read_to_string(entry.path()).expect("packs are UTF-8");
            sources.push(Source { path, text });
        }
    }
}
