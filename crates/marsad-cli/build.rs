//! Compiles the packs into the binary, and keeps their sources beside them for `pack check` and `--packs`.

use marsad_pack::{Source, compile_leniently};
use std::path::{Path, PathBuf};
use std::{env, error, fs};

const SHOWN: usize = 20;

fn main() -> Result<(), Box<dyn error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", root.join("packs").display());
    let mut sources = Vec::new();
    collect(&root, "packs", &mut sources)?;
    let (packs, problems) = compile_leniently(&sources);
    for problem in problems.iter().take(SHOWN) {
        println!("cargo::warning={problem}");
    }
    if problems.len() > SHOWN {
        println!("cargo::warning={} more problems in the packs; `marsad pack check` lists them", problems.len() - SHOWN);
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("packs.bin"), packs.to_bytes())?;
    let sources: Vec<(&str, &str)> = sources.iter().map(|s| (s.path.as_str(), s.text.as_str())).collect();
    fs::write(out.join("sources.bin"), postcard::to_stdvec(&sources)?)?;
    Ok(())
}

/// Every table and frame file below `folder`, in the order of their names.
fn collect(root: &Path, folder: &str, sources: &mut Vec<Source>) -> Result<(), Box<dyn error::Error>> {
    let mut entries = fs::read_dir(root.join(folder))?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(root, &path, sources)?;
        } else if path.ends_with(".tsv") || path.ends_with(".toml") {
            let text = fs::read_to_string(entry.path()).map_err(|e| format!("{path}: {e}"))?;
            sources.push(Source { path, text });
        }
    }
    Ok(())
}
