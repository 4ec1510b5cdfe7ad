# Everything that must hold, as CI checks it: tests, format, lints, packs, docs, benches, fuzzing, the README.
check:
    .ci/run

# The tests alone.
test:
    cargo test --workspace

# One story, or the lines of all stories that contain the words.
story words:
    cargo test -p marsad-core --test stories -- '{{words}}'

# Set and take off `known:` in stories/ as the records are now. Look at the diff before committing it.
mark-stories:
    STORIES=mark cargo test -p marsad-core --test stories

# The packs' data and every example sentence of every frame.
packs:
    cargo run --release -- pack check

# Speed and memory.
bench:
    cargo bench -p marsad-core --bench read

# Any bytes to a record, for so many seconds.
fuzz seconds="60":
    fuzz/run {{seconds}}

# What a change does to the records of a file of articles: run once before with `just records before.jsonl …`.
records out +articles:
    cargo run --release -- read --format jsonl {{articles}} > {{out}}

changes before after:
    tools/changes.py {{before}} {{after}}
