//! Runs the binary, and makes it files to read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that goes when the test ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run left.
pub struct Left {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Left {
    /// The records of a `--format jsonl` run.
    pub fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
    }

    /// The texts of its records.
    pub fn texts(&self) -> Vec<String> {
        self.records().iter().map(|r| r["document"]["text"].as_str().unwrap().to_owned()).collect()
    }

    /// All warnings of its records.
    pub fn warnings(&self) -> String {
        self.records().iter().map(|r| r["document"]["warnings"].to_string()).collect::<Vec<_>>().join("\n")
    }
}

pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
    command.env_remove("NO_COLOR").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn marsad(args: &[&str]) -> Left {
    marsad_with(args, b"")
}

pub fn marsad_with(args: &[&str], input: &[u8]) -> Left {
    let mut child = command().args(args).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Left { code: output.status.code().unwrap(), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
}

/// `marsad read --format jsonl` with further arguments.
pub fn read(args: &[&str]) -> Left {
    marsad(&[&["read", "--format", "jsonl"], args].concat())
}
