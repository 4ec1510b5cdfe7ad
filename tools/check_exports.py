#!/usr/bin/env python3
"""Opens every export of an archive with the tools people use: csv, pandas, networkx, geojson, and pyarrow
where the program is built with the feature parquet.

    python3 -m venv venv && venv/bin/pip install pandas networkx geojson pyarrow
    venv/bin/python tools/check_exports.py target/release/marsad archive.db
"""
import csv, io, json, subprocess, sys, tempfile, pathlib
import geojson, networkx, pandas

marsad, archive = sys.argv[1:3]


def export(form, *filters):
    out = subprocess.run([marsad, "export", "--archive", archive, "--format", form, *filters], capture_output=True, check=True).stdout
    return out.decode("utf-8")


def table(text, separator, header=0, **more):
    return pandas.read_csv(io.StringIO(text), sep=separator, header=header, dtype=str, keep_default_na=False, quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE, **more)


def question(sql):
    out = subprocess.run([marsad, "sql", "--archive", archive, "--format", "json", "--limit", "0", sql], capture_output=True, check=True).stdout
    return json.loads(out)


events = question("SELECT id FROM v_events WHERE twin_of IS NULL")
actual = question("SELECT count(*) AS n FROM v_events WHERE twin_of IS NULL AND status = 'actual'")[0]["n"]
assert events, "the archive holds no events"

rows = list(csv.reader(io.StringIO(export("csv"))))
assert len({len(r) for r in rows}) == 1, "rows of different length"
frame = table(export("csv"), ",")
assert set(frame["id"]) == {e["id"] for e in events} and len(frame) == len(events)
tabs = table(export("tsv"), "\t")
assert list(tabs["id"]) == list(frame["id"]) and list(tabs.columns) == list(frame.columns)

built = subprocess.run([marsad, "export", "--archive", archive, "--format", "parquet"], capture_output=True)
if built.returncode:
    assert b"--features parquet" in built.stderr, built.stderr
else:
    import pyarrow, pyarrow.parquet

    typed = pyarrow.parquet.read_table(io.BytesIO(built.stdout))
    assert typed.column_names == list(frame.columns) and typed.num_rows == len(frame)
    kinds = {name: str(typed.schema.field(name).type) for name in typed.column_names}
    assert [kinds[n] for n in ("id", "start", "goldstein", "reports", "actor_codes")] == ["string", "date32[day]", "double", "int64", "list<element: string not null>"], kinds
    told = {"list": lambda v: "; ".join(v), "double": lambda v: v and float(v), "int64": lambda v: v and int(v)}
    for name, kind in kinds.items():
        show = told.get("list" if kind.startswith("list") else kind, lambda v: "" if v is None else str(v))
        want = [float(v) if v and kind == "double" else int(v) if v and kind == "int64" else v or (None if kind in ("double", "int64") else "") for v in frame[name]]
        assert [show(v) for v in typed[name].to_pylist()] == want, name

objects = [json.loads(line) for line in export("jsonl").splitlines()]
assert [o["id"] for o in objects] == list(frame["id"])
for o in objects:
    assert {"id", "date", "version", "source", "target", "event", "mode", "context", "text", "language", "publisher", "marsad"} <= o.keys()

collection = geojson.loads(export("geojson"))
assert collection.is_valid, collection.errors()
assert len(collection["features"]) == sum(1 for o in objects if o["location"] and o["location"]["lat"] is not None)

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "g.graphml"
    path.write_text(export("graphml"), "utf-8")
    graph = networkx.read_graphml(path)
assert graph.is_directed() and all(d["events"] > 0 for _, _, d in graph.edges(data=True))
network = question("SELECT count(*) AS n FROM (SELECT DISTINCT source, target FROM dyads WHERE quad > 0 AND NOT (mutual = 1 AND source > target))")[0]["n"]
assert graph.number_of_edges() == network

gdelt = table(export("gdelt"), "\t", header=None)
assert gdelt.shape[1] == 61 and gdelt[0].is_unique, gdelt.shape
assert gdelt[1].str.fullmatch(r"(\d{8})?").all() and gdelt[29].isin(list("1234")).all() and gdelt[59].str.fullmatch(r"\d{14}").all()
mentions = table(export("gdelt-mentions"), "\t", header=None)
assert mentions.shape[1] == 16 and len(mentions) == actual, (mentions.shape, actual)
icews = table(export("icews"), "\t")
assert icews.shape[1] == 20 and icews["CAMEO Code"].str.fullmatch(r"\d{2,4}").all()
polecat = table(export("polecat"), "\t")
assert polecat.shape == (actual, 40), polecat.shape
assert polecat["Quad Code"].isin(["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"]).all()
only = table(export("csv", "--type", "CONSULT"), ",")
assert set(only["type"]) <= {"CONSULT"}
assert export("csv") == export("csv"), "two exports differ"
print(f"exports: {len(frame)} events, {len(gdelt)} GDELT lines, {graph.number_of_edges()} edges, {len(collection['features'])} points: all open")
