#!/usr/bin/env python3
"""Learns what speaks for a happening being reported, and what for its being only spoken of.

    tools/train_report.py --marsad target/release/marsad --packs packs \
        --sentences ASSAULT=a.csv --sentences PROTEST=p.csv --articles articles.jsonl --silent silent.jsonl > packs/ar/weights/report.tsv

Sentences are CSV with `label` (yes; anything else is no), `accept` and `total` (how many people said yes, of how many) and `text`; those
labelled ambiguous are learned from and not measured by. A sentence speaks for a report by the square of its share of yes. Articles are JSONL with `text` and
`events`, each with its `type`, `trigger` and `trigger_nth`; silent articles tell of nothing; the frames' own examples are learned from
too. `marsad explain` gives the signs of what
a sentence tells of a type, and a logistic regression learns their weights. Figures of five-fold
cross-validation go to standard error; the table of whole numbers to standard output. The same input gives the same table.
Needs numpy.
"""
import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import numpy as np

# A sentence of its own between texts, so that their pages can be told apart.
MARK = "يبدأ هنا نص جديد في قائمة النصوص التي تقرأ الآن."


def explain(marsad, packs, texts):
    """What the sentences of each text tell: (type, first code points of the happenings, signs)."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for text in texts:
            f.write(json.dumps({"text": MARK, "language": "ar"}) + "\n")
            f.write(json.dumps({"text": text, "language": "ar"}, ensure_ascii=False) + "\n")
        f.flush()
        pages = subprocess.run([marsad, "explain", "--packs", packs, f.name], capture_output=True, text=True, check=True).stdout
    parts = re.split(rf"(?m)^{MARK}\n", pages)[1:]
    return [weighings(part.split("\n\n", 1)[-1]) for part in parts]


def weighings(page):
    found = []
    for block in re.findall(r"(?m)^(?:reported|spoken of) ((?:.*\n)(?: .*\n)*)", page):
        line = re.sub(r"\n +", " ", block).strip()
        kind, triggers, listed = re.match(r"([A-Z]+) (.*? at \d+): [+-]\d+ = (.*)", line).groups()
        starts = [int(start) for start in re.findall(r" at (\d+)(?=, |$)", triggers)]
        found.append((kind, starts, [sign.rsplit(" ", 1)[0] for sign in listed.split(" · ")]))
    return found


def sentences(path):
    """Texts with what they are labelled, None where people differ too much to measure by, and their share of yes."""
    seen = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        yes = None if row["label"] == "ambiguous" else row["label"] == "yes"
        seen.setdefault(row["text"], (yes, (int(row["accept"]) / int(row["total"])) ** 2))
    return [(text, yes, share) for text, (yes, share) in seen.items()]


def nth(text, sub, n):
    at = -1
    for _ in range(n):
        at = text.index(sub, at + 1)
    return at


def bags(options, kind, table):
    """(source, whether it reports, None where people differ too much to measure by, how surely, signs) of each sentence."""
    out = []
    rows = sentences(table)
    for (_, yes, share), found in zip(rows, explain(options.marsad, options.packs, [row[0] for row in rows])):
        out.append(("sentence", yes, share, joined(found, kind)))
    for path in options.articles:
        articles = [json.loads(line) for line in open(path, encoding="utf-8")]
        for article, found in zip(articles, explain(options.marsad, options.packs, [a["text"] for a in articles])):
            spans = []
            for event in article["events"]:
                if kind in event["type"]:
                    at = nth(article["text"], event["trigger"], event["trigger_nth"])
                    spans.append((at, at + len(event["trigger"]), event["optional"]))
            for _, starts, signs in (f for f in found if f[0] == kind):
                hit = [s for s in spans if any(s[0] - 12 <= start < s[1] + 12 for start in starts)]
                if not any(s[2] for s in hit):
                    out.append(("article", bool(hit), float(bool(hit)), set(signs)))
    for path in options.silent:
        texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
        for found in explain(options.marsad, options.packs, texts):
            out.extend(("article", False, 0.0, set(signs)) for k, _, signs in found if k == kind)
    fires, silent = examples(options.packs, kind)
    for yes, texts in ((True, fires), (False, silent)):
        for found in explain(options.marsad, options.packs, texts):
            if own := joined(found, kind):
                out.append(("example", yes, float(yes), own))
    return out


def joined(found, kind):
    return {sign for k, _, signs in found if k == kind for sign in signs}


def examples(packs, kind):
    """Texts that frames of a type must fire on, and near misses that must not."""
    fires, silent = [], []
    for path in sorted(Path(packs, "ar", "frames", kind.lower()).glob("*.toml")):
        frames = tomllib.loads(path.read_text(encoding="utf-8"))
        fires += [e["text"] for e in frames.get("fires", [])]
        silent += [e["text"] for e in frames.get("silent", [])]
    return fires, silent


SEEN = 4  # a sign seen less often is chance
STRENGTH = 300.0  # how strongly weights are drawn towards nothing
ROUNDS = 10  # how often the examples that come out wrong are stressed
MARGIN = 0.1  # how far from the bound an example must be
SCALE = 100  # what a weight of 1 is in the table
SMALL = 3  # what weighs less in the table is left out


class Learner:
    """Weights of signs, learned from sentences and the signs of what they tell."""

    def __init__(self, options, bags, stress=None):
        stress = np.array([1.0 if stress is None else stress[i] for i, bag in enumerate(bags) if bag[3]])
        bags = [bag for bag in bags if bag[3]]
        count = {}
        for *_, signs in bags:
            for sign in signs:
                count[sign] = count.get(sign, 0) + 1
        self.names = sorted(s for s, n in count.items() if n >= SEEN)
        self.at = {s: i for i, s in enumerate(self.names)}
        # A sign that few sentences have says more of them: its weight is drawn towards nothing less.
        self.rarity = np.array([np.log((1 + len(bags)) / (1 + count[s])) + 1.0 for s in self.names])
        x = np.array([self.vector(signs) for *_, signs in bags]) * self.rarity
        share = np.array([bag[2] for bag in bags])
        labelled = np.array([bag[0] == "sentence" for bag in bags])
        counts = {"sentence": 1.0, "article": options.articles_count, "example": options.examples_count}
        times = stress * np.array([counts[bag[0]] for bag in bags])
        yes, no = times * share, times * (1.0 - share)
        # Both answers count alike among the labelled sentences, whatever their numbers; other sources count beside them.
        yes[labelled] *= no[labelled].sum() / yes[labelled].sum()
        self.w = fit(x, yes, no, STRENGTH) * self.rarity

    def vector(self, signs):
        v = np.zeros(len(self.names))
        v[[self.at[s] for s in signs if s in self.at]] = 1.0
        return v

    def score(self, signs):
        return float(self.vector(signs) @ self.w) if signs else -99.0


def fit(x, yes, no, pull):
    """Weights of a logistic regression drawn towards nothing by `pull`, by Newton's method; `yes` and `no` weigh each row for either answer."""
    w = np.zeros(x.shape[1])
    for _ in range(10):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30.0, 30.0)))
        slope = x.T @ (yes * (1.0 - p) - no * p) - pull * w
        bend = (yes + no) * p * (1.0 - p)
        w = w + conjugate(lambda v: x.T @ (bend * (x @ v)) + pull * v, slope)
    return w


def conjugate(times, wanted, steps=25):
    """The vector that a symmetric matrix turns into `wanted`, by conjugate gradients."""
    found, rest = np.zeros_like(wanted), wanted.copy()
    way, size = rest.copy(), rest @ rest
    for _ in range(steps):
        if size < 1e-12:
            break
        turned = times(way)
        length = size / (way @ turned)
        found += length * way
        rest -= length * turned
        size, before = rest @ rest, size
        way = rest + size / before * way
    return found


def learn(options, bags, bound):
    """Weights learned from all; an example that comes out on the wrong side of the bound counts twice as much, until all are right."""
    stress = np.ones(len(bags))
    for _ in range(ROUNDS):
        learner = Learner(options, bags, stress)
        wrong = [i for i, (source, yes, _, signs) in enumerate(bags) if source == "example" and (learner.score(signs) - bound) * (1 if yes else -1) < MARGIN]
        if not wrong:
            break
        stress[wrong] *= 2.0
    return learner


def cross_validate(options, bags, folds=5):
    """Each bag's score by weights learned without its fold."""
    order = sorted(range(len(bags)), key=lambda i: (bags[i][0], bags[i][1] is None, bool(bags[i][1]), i))
    fold = {i: n % folds for n, i in enumerate(order)}
    scores = [0.0] * len(bags)
    for f in range(folds):
        learner = Learner(options, [b for i, b in enumerate(bags) if fold[i] != f])
        for i, bag in enumerate(bags):
            if fold[i] == f:
                scores[i] = learner.score(bag[3])
    return scores


def f1(scores, bags, kind, bound):
    own = [(s, yes) for s, (k, yes, _, _) in zip(scores, bags) if k == kind and yes is not None]
    hit = sum(s >= bound and yes for s, yes in own)
    told = sum(s >= bound for s, _ in own)
    gold = sum(yes for _, yes in own)
    return 2 * hit / max(1, told + gold), hit, told, gold


def keeping(scores, bags, kind, share):
    """The bound that keeps so many of a hundred reports, or all that can be kept."""
    own = sorted((s for s, (k, yes, _, found) in zip(scores, bags) if k == kind and yes and found), reverse=True)
    reports = sum(1 for k, yes, _, _ in bags if k == kind and yes)
    return own[min(len(own), max(1, round(reports * share / 100))) - 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marsad", required=True)
    parser.add_argument("--packs", required=True, help="must hold a table of weights, be it of one line a type")
    parser.add_argument("--sentences", action="append", default=[], metavar="TYPE=CSV")
    parser.add_argument("--articles", action="append", default=[])
    parser.add_argument("--silent", action="append", default=[])
    parser.add_argument("--articles-count", type=float, default=4.0, help="how much a sentence of an article counts beside a labelled one")
    parser.add_argument("--examples-count", type=float, default=0.5, help="how much an example counts")
    parser.add_argument("--keep", action="append", default=[], metavar="TYPE=N", help="how many of a hundred labelled sentences that report are kept: 80 unless told")
    options = parser.parse_args()
    keep = dict(s.split("=", 1) for s in options.keep)
    print("# Learned by tools/train_report.py; see pack.toml. A sum of 0 or more is a report.")
    print("type\tsign\tweight")
    for kind, table in (s.split("=", 1) for s in options.sentences):
        found = bags(options, kind, table)
        scores = cross_validate(options, found)
        bound = keeping(scores, found, "sentence", int(keep.get(kind, 80)))
        for what in ("sentence", "article", "example"):
            value, hit, told, gold = f1(scores, found, what, bound)
            print(f"{kind} {what}s, cross-validated: F1 {value:.3f}, {hit} right of {told} told, {gold} there", file=sys.stderr)
        learner = learn(options, found, bound)
        table = {s: round(SCALE * w) for s, w in zip(learner.names, learner.w)}
        table["always"] -= round(SCALE * bound)
        kept = {s: w for s, w in table.items() if abs(w) >= SMALL or s == "always"}
        print(f"{kind}: {len(kept)} weights", file=sys.stderr)
        for sign, weight in sorted(kept.items()):
            print(f"{kind}\t{sign}\t{weight}")


if __name__ == "__main__":
    main()
