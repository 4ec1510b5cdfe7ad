#!/usr/bin/env python3
"""The bytes that records are compressed with: what the records of the packs' example sentences have in common.

    tools/train_dictionary.py target/release/marsad > crates/marsad-archive/src/layout3.dictionary

Wants zstd, whose trainer it uses. The sentences are put together into articles several times over, in another order each time: a record holds
several events, and what stands beside what is worth as much as what stands within one. An archive cannot be read without the very bytes it was
written with, so a new dictionary is a further one, with a layout and a number of its own; never write over the one that is there.
"""
import json, pathlib, random, subprocess, sys, tempfile, tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The trainer's own bound.
SIZE = 112640
NUMBER = 2
TIMES = 6
AS_WRITTEN = "\u0001"


def sentences():
    for path in sorted((ROOT / "packs").glob("*/frames/**/*.toml")):
        for example in tomllib.loads(path.read_text("utf-8")).get("fires", []):
            yield example["text"]


def articles(rng):
    told = list(sentences())
    for _ in range(TIMES):
        rng.shuffle(told)
        yield from (article(told[at : at + rng.randint(2, 7)], rng) for at in range(0, len(told), 7))


def article(some, rng):
    day = "%d-%02d-%02d" % (rng.randint(2005, 2025), rng.randint(1, 12), rng.randint(1, 28))
    return {"text": "\n\n".join(some), "published": day, "language": "ar", "source": "الميناء", "url": f"https://example.org/{rng.randint(1, 99999)}", "id": str(rng.randint(1, 99999))}


def actors(record):
    for event in record["events"]:
        for role in ("actor", "recipient", "according_to"):
            yield from event[role]
    for statement in record["statements"]:
        yield from filter(None, (statement["speaker"], statement["addressee"]))


def small(record):
    """As `blob.rs` makes it small, near enough."""
    text, record["document"]["text"] = record["document"]["text"], ""
    if record["document"]["title"] == text.split("\n")[0]:
        record["document"]["title"] = AS_WRITTEN
    for actor in actors(record):
        for name in ("name", "name_ar"):
            if actor[name] == actor["text"]:
                actor[name] = AS_WRITTEN

    def empty(value):
        if isinstance(value, dict):
            if {"text", "start", "end"} <= value.keys():
                value["text"] = ""
            value = list(value.values())
        if isinstance(value, list):
            for one in value:
                empty(one)

    empty(record)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def main():
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles(random.Random(7)))
    read = subprocess.run([sys.argv[1], "read", "--format", "jsonl", "-"], input=lines.encode(), capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, line in enumerate(read.decode().splitlines()):
            paths.append(pathlib.Path(folder) / str(at))
            paths[-1].write_text(small(json.loads(line)), "utf-8")
        out = pathlib.Path(folder) / "dictionary"
        subprocess.run(["zstd", "-q", "--train-cover", *map(str, paths), f"--maxdict={SIZE}", f"--dictID={NUMBER}", "-o", str(out)], check=True)
        sys.stdout.buffer.write(out.read_bytes())


main()
