#!/usr/bin/env python3
"""Learns how sure a reading is: the chance that an event's type and both its sides are what the article says.

    tools/train_confidence.py --marsad target/release/marsad --articles articles.jsonl > packs/ar/weights/confidence.tsv

Articles are JSONL with `text`, `language`, `published` and `events`, each with its `type` (a list of those that are right), `trigger`
and `trigger_nth`, the codes of `actor` and `recipient` (NONE for nobody, ANY for whoever) and whether it is `optional`. `marsad explain`
gives the signs of each event. A logistic regression learns their weights; each article's events are judged by weights learned without
that article, and the reliability table of these judgements goes to standard error, the table of whole numbers to standard output. The same input
gives the same table. Needs numpy.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile

import numpy as np

from train_report import fit, nth

SEEN = 10  # a sign seen less often is chance
STRENGTH = 5.0  # how strongly weights are drawn towards nothing
SCALE = 100  # what a weight of 1 is in the table
SMALL = 4  # what weighs less in the table is left out
BINS = 10
JOINT = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ASSAULT", "RETREAT"}  # who is on which side says nothing


def marsad(options, verb, article, *more):
    given = {k: article[k] for k in ("text", "published", "language")}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        f.write(json.dumps(given, ensure_ascii=False) + "\n")
        f.flush()
        return subprocess.run([options.marsad, verb, *more, f.name], capture_output=True, text=True, check=True).stdout


def signs(page):
    """Signs by an event's type and first code point."""
    found = {}
    for block in re.findall(r"(?m)^sure +((?:.*\n)(?: .*\n)*)", page):
        line = re.sub(r"\n +", " ", block).strip()
        head = re.match(r"([A-Z]+) .*? at (\d+): [.\d]+ = (.*)", line)
        found[head.group(1), int(head.group(2))] = [s.rsplit(" ", 1)[0] for s in head.group(3).split(" · ")]
    return found


def codes(side):
    return {actor["code"] for actor in side if actor["code"]}


def sides_right(gold, event):
    told = [codes(event["actor"]), codes(event["recipient"])]
    want = [told[i] if "ANY" in gold[side] else set(gold[side]) - {"NONE"} for i, side in enumerate(("actor", "recipient"))]
    joint = JOINT & set(gold["type"]) and not (want[1] and told[1]) and len(want[0] | want[1]) > 1
    return told == want or bool(joint) and told[0] | told[1] == want[0] | want[1]


def judged(article, events):
    """Each event with whether it is right, without those that may be told or not."""
    text, taken, out = article["text"], set(), []
    golds = [(nth(text, g["trigger"], g["trigger_nth"]), g) for g in article["events"]]
    pairs = []
    for e, event in enumerate(events):
        trigger, evidence = event["trigger"], event["evidence"]
        for g, (start, gold) in enumerate(golds):
            end = start + len(gold["trigger"])
            on = trigger["start"] < end and start < trigger["end"]
            near = evidence["start"] <= start and end <= evidence["end"] and len(evidence["text"]) <= 400
            if event["type"] in gold["type"] and (on or near):
                pairs.append((not on, not sides_right(gold, event), abs(trigger["start"] - start), e, g))
    match = {}
    for *_, e, g in sorted(pairs):
        if e not in match and g not in taken:
            match[e] = g
            taken.add(g)
    for e, event in enumerate(events):
        gold = golds[match[e]][1] if e in match else None
        if gold is None or not gold["optional"]:
            out.append((event, gold is not None and sides_right(gold, event)))
    return out


class Learner:
    """Weights of signs, learned from events with whether each is right."""

    def __init__(self, rows):
        count = {}
        for found, _ in rows:
            for sign in found:
                count[sign] = count.get(sign, 0) + 1
        self.names = ["always"] + sorted(s for s, n in count.items() if n >= SEEN and s != "always")
        self.at = {s: i for i, s in enumerate(self.names)}
        right = np.array([float(right) for _, right in rows])
        pull = np.full(len(self.names), STRENGTH)
        pull[self.at["always"]] = 0.01  # the rate itself is drawn nowhere
        self.w = fit(np.array([self.vector(found) for found, _ in rows]), right, 1.0 - right, pull)

    def vector(self, found):
        v = np.zeros(len(self.names))
        v[[self.at[s] for s in found if s in self.at]] = 1.0
        return v

    def chance(self, found):
        return 1.0 / (1.0 + np.exp(-float(self.vector(found) @ self.w)))


def reliability(chances):
    """The table, and the mean distance of what was given from what was right."""
    lines, off = ["| given | events | mean given | right |", "| --- | --- | --- | --- |"], 0.0
    for b in range(BINS):
        own = [(c, right) for c, right in chances if min(BINS - 1, int(c * BINS)) == b]
        if own:
            given, right = (float(np.mean([pair[i] for pair in own])) for i in (0, 1))
            off += abs(given - right) * len(own) / len(chances)
            lines.append(f"| {b / BINS:.1f} to {(b + 1) / BINS:.1f} | {len(own)} | {given:.2f} | {right:.2f} |")
    return "\n".join(lines), off


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marsad", required=True)
    parser.add_argument("--articles", action="append", required=True)
    options = parser.parse_args()
    articles = [json.loads(line) for path in options.articles for line in open(path, encoding="utf-8")]
    rows = []
    for article in articles:
        found = signs(marsad(options, "explain", article))
        events = json.loads(marsad(options, "read", article, "--format", "jsonl"))["events"]
        rows.append([(found[e["type"], e["trigger"]["start"]], right) for e, right in judged(article, events)])
    chances = []
    for held in range(len(rows)):
        learner = Learner([row for i, own in enumerate(rows) for row in own if i != held])
        chances += [(learner.chance(found), right) for found, right in rows[held]]
    table, off = reliability(chances)
    rate = np.mean([right for _, right in chances])
    worth = np.mean([(c - right) ** 2 for c, right in chances])
    print(f"{len(chances)} events of {len(articles)} articles, {rate:.2f} of them right, each judged without its article", file=sys.stderr)
    print(f"{table}\n\nmean calibration error {off:.3f}, Brier score {worth:.3f} (the rate alone: {rate * (1 - rate):.3f})", file=sys.stderr)
    learner = Learner([row for own in rows for row in own])
    weights = {s: round(SCALE * w) for s, w in zip(learner.names, learner.w)}
    print("# Learned by tools/train_confidence.py; see pack.toml. A sum of 0 is an even chance.")
    print("type\tsign\tweight")
    for sign, weight in sorted(weights.items()):
        if abs(weight) >= SMALL or sign == "always":
            print(f"RIGHT\t{sign}\t{weight}")


if __name__ == "__main__":
    main()
