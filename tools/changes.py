#!/usr/bin/env python3
"""List the events that appeared, vanished or changed between two readings of the same articles.

    tools/changes.py BEFORE AFTER [ARTICLES ...]

BEFORE and AFTER are each a file of records (`marsad read --format jsonl ... > before.jsonl`) or a `marsad` binary, which is run
over ARTICLES: files or folders, or JSONL of articles (*.jsonl). A typical change to a dictionary:

    cargo build --release && cp target/release/marsad before       # then edit
    cargo build --release && tools/changes.py before target/release/marsad articles.jsonl

The exit code is 0 when nothing changed, 1 when something did, 2 when the two cannot be compared.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

SHOWN = ("type", "actor", "recipient", "date", "place", "status", "according_to", "disputed_by", "counts", "mode", "context", "cameo")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("before", help="records, or a marsad binary")
    arguments.add_argument("after", help="records, or a marsad binary")
    arguments.add_argument("articles", nargs="*", help="what the binaries read")
    arguments.add_argument("--summary", action="store_true", help="print the counts only")
    given = arguments.parse_args()
    try:
        before, after = (by_article(records(source, given.articles)) for source in (given.before, given.after))
    except (OSError, ValueError, subprocess.CalledProcessError) as problem:
        print(f"changes.py: {problem}", file=sys.stderr)
        return 2
    totals = collections.Counter()
    for key in list(before) + [key for key in after if key not in before]:
        lines = list(changes(before.get(key), after.get(key)))
        totals.update(kind for kind, _ in lines)
        if lines and not given.summary:
            print(title(after.get(key) or before[key]))
            for kind, line in lines:
                print(f"  {kind:<9}{line}")
    print(f"{len(after)} articles: {totals['appeared']} appeared, {totals['vanished']} vanished, {totals['changed']} changed")
    return 1 if totals else 0


def records(source, articles):
    """Records of a file, or of a run of a binary."""
    if os.access(source, os.X_OK) and not source.endswith((".json", ".jsonl")):
        if not articles:
            raise ValueError(f"{source} is a program: say which articles it shall read")
        command = [os.path.abspath(source), "read", "--format", "jsonl", "--no-progress", *articles]
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    else:
        with open(source, encoding="utf-8") as file:
            text = file.read()
    return [record(source, number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def record(source, number, line):
    try:
        found = json.loads(line)
        return found["document"] and found
    except (ValueError, KeyError, TypeError) as problem:
        raise ValueError(f"{source}:{number}: not a record: {problem}") from problem


def by_article(found):
    """Records by what names their article; the same article twice is told apart by its place."""
    keyed = {}
    seen = collections.Counter()
    for one in found:
        document = one["document"]
        name = document.get("external_id") or document["id"]
        seen[name] += 1
        keyed[name, seen[name]] = one
    return keyed


def title(one):
    document = one["document"]
    return f"{document.get('external_id') or document['id'][:12]}  {document.get('title', '')[:70]}"


def changes(before, after):
    """What became of each event. Two tellings are one event when their triggers overlap.

    >>> def one(**fields):
    ...     event = {"type": "CONSULT", "trigger": {"text": "met", "start": 7, "end": 10}, "actor": [{"code": "RUS"}], "status": "actual"}
    ...     return {"document": {"id": "x"}, "events": [dict(event, **fields)]}
    >>> list(changes(one(), one()))
    []
    >>> list(changes(one(), one(status="future", rule="ar/consult/visit#plan")))
    [('changed', 'CONSULT RUS  «met»  status: actual → future')]
    >>> list(changes(None, one()))
    [('appeared', 'CONSULT RUS  «met»')]
    """
    old = list(before["events"]) if before else []
    lines = []
    for event in after["events"] if after else []:
        twin = best_twin(event, old)
        if twin is None:
            lines.append((event["trigger"]["start"], "appeared", told(event)))
            continue
        old.remove(twin)
        differences = [f"{field}: {value(twin, field)} → {value(event, field)}" for field in SHOWN if value(twin, field) != value(event, field)]
        if differences:
            lines.append((event["trigger"]["start"], "changed", f"{told(twin)}  {'; '.join(differences)}"))
    lines += [(event["trigger"]["start"], "vanished", told(event)) for event in old]
    return [(kind, line) for _, kind, line in sorted(lines)]


def best_twin(event, candidates):
    """The old event told by the same words, if any; among several the one most like it."""
    start, end = event["trigger"]["start"], event["trigger"]["end"]
    near = [c for c in candidates if c["trigger"]["start"] < end and start < c["trigger"]["end"]]
    return max(near, key=lambda c: sum(value(c, field) == value(event, field) for field in SHOWN), default=None)


def value(event, field):
    """A field of an event, short enough to print."""
    found = event.get(field)
    if field in ("actor", "recipient", "according_to"):
        return "+".join(sorted(side.get("code") or f"?{side.get('text', '')}" for side in found or [])) or "-"
    if field == "disputed_by":
        return "+".join(sorted(dispute["actor"].get("code") or "?" for dispute in found or [])) or "-"
    if field == "date":
        return f"{found.get('start') or ''}..{found.get('end') or ''} ({found.get('precision')})" if found else "-"
    if field == "place":
        return f"{found.get('name')} {found.get('country') or ''}".strip() if found else "-"
    if field == "counts":
        return ", ".join(f"{c['what']} {bound(c.get('min'))}..{bound(c.get('max'))}" for c in found or []) or "-"
    if isinstance(found, list):
        return "+".join(found) or "-"
    return found or "-"


def bound(number):
    return "" if number is None else f"{number:g}"


def told(event):
    recipient = value(event, "recipient")
    sides = value(event, "actor") + (f" > {recipient}" if recipient != "-" else "")
    return f"{event['type']} {sides}  «{event['trigger']['text']}»"


if __name__ == "__main__":
    sys.exit(main())
