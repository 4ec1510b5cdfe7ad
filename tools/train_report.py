#!/usr/bin/env python3
"""Learns what speaks for a happening being reported, and what for its being only spoken of.

    tools/train_report.py --marsad target/release/marsad --packs packs \
        --sentences ASSAULT=a.csv --sentences PROTEST=p.csv --articles articles.jsonl --silent silent.jsonl > packs/ar/weights/report.tsv

Sentences are CSV with `label` (yes; anything else but ambiguous is no) and `text`; articles are JSONL with `text` and
`events`, each with its `type`, `trigger` and `trigger_nth`; silent articles tell of nothing; the frames' own examples are learned from
too. `marsad explain` gives the signs of each
telling. A logistic regression learns their weights, the likeliest telling of a sentence standing for it. Figures of five-fold
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
    """The tellings of each text: (type, first code point, signs)."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for text in texts:
            f.write(json.dumps({"text": MARK, "language": "ar"}) + "\n")
            f.write(json.dumps({"text": text, "language": "ar"}, ensure_ascii=False) + "\n")
        f.flush()
        pages = subprocess.run([marsad, "explain", "--packs", packs, f.name], capture_output=True, text=True, check=True).stdout
    parts = re.split(rf"(?m)^{MARK}\n", pages)[1:]
    return [tellings(part.split("\n\n", 1)[-1]) for part in parts]


def tellings(page):
    found = []
    for block in re.findall(r"(?m)^(?:reported|spoken of) ((?:.*\n)(?: .*\n)*)", page):
        line = re.sub(r"\n +", " ", block).strip()
        head = re.match(r"([A-Z]+) .*? at (\d+): [+-]\d+ = (.*)", line)
        signs = [s.rsplit(" ", 1)[0] for s in head.group(3).split(" · ")]
        found.append((head.group(1), int(head.group(2)), signs))
    return found


def sentences(path):
    seen = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        if row["label"] != "ambiguous":
            seen.setdefault(row["text"], row["label"] == "yes")
    return list(seen.items())


def nth(text, sub, n):
    at = -1
    for _ in range(n):
        at = text.index(sub, at + 1)
    return at


def bags(options, kind, table):
    """Bags of tellings with whether one of them is right: sentences, and each telling of an article alone."""
    out = []
    rows = sentences(table)
    for (text, yes), found in zip(rows, explain(options.marsad, options.packs, [t for t, _ in rows])):
        out.append(("sentence", yes, [signs for k, _, signs in found if k == kind]))
    for path in options.articles:
        articles = [json.loads(line) for line in open(path, encoding="utf-8")]
        for article, found in zip(articles, explain(options.marsad, options.packs, [a["text"] for a in articles])):
            spans = []
            for event in article["events"]:
                if kind in event["type"]:
                    at = nth(article["text"], event["trigger"], event["trigger_nth"])
                    spans.append((at, at + len(event["trigger"]), event["optional"]))
            for k, start, signs in found:
                hit = [s for s in spans if s[0] - 12 <= start < s[1] + 12]
                if k == kind and not any(s[2] for s in hit):
                    out.append(("article", bool(hit), [signs]))
    for path in options.silent:
        texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
        for found in explain(options.marsad, options.packs, texts):
            out.extend(("article", False, [signs]) for k, _, signs in found if k == kind)
    fires, silent = examples(options.packs, kind)
    for yes, texts in ((True, fires), (False, silent)):
        for found in explain(options.marsad, options.packs, texts):
            own = [signs for k, _, signs in found if k == kind]
            if own:
                out.append(("example", yes, own))
    return out


def examples(packs, kind):
    """Texts that frames of a type must fire on, and near misses that must not."""
    fires, silent = [], []
    for path in sorted(Path(packs, "ar", "frames", kind.lower()).glob("*.toml")):
        frames = tomllib.loads(path.read_text(encoding="utf-8"))
        fires += [e["text"] for e in frames.get("fires", [])]
        silent += [e["text"] for e in frames.get("silent", [])]
    return fires, silent


SEEN = 6  # a sign seen less often is chance
STRENGTH = 100.0  # how strongly weights are drawn towards nothing
SCALE = 100  # what a weight of 1 is in the table
SMALL = 4  # what weighs less in the table is left out


class Learner:
    """Weights of signs, learned from bags of tellings."""

    def __init__(self, options, bags):
        count = {}
        for _, _, found in bags:
            for signs in found:
                for sign in signs:
                    count[sign] = count.get(sign, 0) + 1
        self.names = sorted(s for s, n in count.items() if n >= SEEN)
        self.at = {s: i for i, s in enumerate(self.names)}
        rows = [(i, signs) for i, (_, _, found) in enumerate(bags) for signs in found]
        owner = np.array([i for i, _ in rows])
        x = np.array([self.vector(signs) for _, signs in rows])
        y = np.array([float(bags[i][1]) for i in owner])
        heft = np.array([1.0 if bags[i][0] == "sentence" else options.articles_count for i in owner])
        live = np.ones(len(owner))
        for _ in range(4):
            weight = heft * live
            weight = weight * np.where(y > 0, weight[y == 0].sum() / weight[y > 0].sum(), 1.0)
            self.w = fit(x, y, weight)
            score = x @ self.w
            best = {}
            for i, s in zip(owner, score):
                best[i] = max(best.get(i, s), s)
            # Of a sentence that reports something, only its likeliest tellings count as the report.
            live = np.array([1.0 if not yes or s >= best[i] - 1.0 else 0.0 for i, s, yes in zip(owner, score, y)])

    def vector(self, signs):
        v = np.zeros(len(self.names))
        v[[self.at[s] for s in signs if s in self.at]] = 1.0
        return v

    def score(self, found):
        return max((float(self.vector(signs) @ self.w) for signs in found), default=-99.0)


def fit(x, y, weight):
    """Weights of a logistic regression drawn towards nothing, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(12):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30.0, 30.0)))
        slope = x.T @ (weight * (y - p)) - STRENGTH * w
        curve = (x * (weight * p * (1.0 - p))[:, None]).T @ x + STRENGTH * np.eye(len(w))
        w = w + np.linalg.solve(curve, slope)
    return w


def cross_validate(options, bags, folds=5):
    """Each bag's score by weights learned without its fold."""
    order = sorted(range(len(bags)), key=lambda i: (bags[i][0], bags[i][1], i))
    fold = {i: n % folds for n, i in enumerate(order)}
    scores = [0.0] * len(bags)
    for f in range(folds):
        learner = Learner(options, [b for i, b in enumerate(bags) if fold[i] != f])
        for i, bag in enumerate(bags):
            if fold[i] == f:
                scores[i] = learner.score(bag[2])
    return scores


def f1(scores, bags, kind, bound):
    own = [(s, yes) for s, (k, yes, _) in zip(scores, bags) if k == kind]
    hit = sum(s >= bound and yes for s, yes in own)
    told = sum(s >= bound for s, _ in own)
    gold = sum(yes for _, yes in own)
    return 2 * hit / max(1, told + gold), hit, told, gold


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marsad", required=True)
    parser.add_argument("--packs", required=True, help="must hold a table of weights, be it of one line a type")
    parser.add_argument("--sentences", action="append", default=[], metavar="TYPE=CSV")
    parser.add_argument("--articles", action="append", default=[])
    parser.add_argument("--silent", action="append", default=[])
    parser.add_argument("--articles-count", type=float, default=2.0, help="how much a telling of an article or an example counts beside a sentence")
    parser.add_argument("--slack", action="append", default=[], metavar="TYPE=N", help="added to every sum, so that fewer reports are lost than at the best F1")
    options = parser.parse_args()
    slack = dict(s.split("=", 1) for s in options.slack)
    print("# Learned by tools/train_report.py; see pack.toml. A sum of 0 or more is a report.")
    print("type\tsign\tweight")
    for kind, table in (s.split("=", 1) for s in options.sentences):
        found = bags(options, kind, table)
        scores = cross_validate(options, found)
        bound = max(sorted(set(scores)), key=lambda b: f1(scores, found, "sentence", b)[0])
        bound -= int(slack.get(kind, 0)) / SCALE
        for what in ("sentence", "article", "example"):
            value, hit, told, gold = f1(scores, found, what, bound)
            print(f"{kind} {what}s, cross-validated: F1 {value:.3f}, {hit} right of {told} told, {gold} there", file=sys.stderr)
        learner = Learner(options, found)
        table = {s: round(SCALE * w) for s, w in zip(learner.names, learner.w)}
        table["always"] -= round(SCALE * bound)
        kept = {s: w for s, w in table.items() if abs(w) >= SMALL or s == "always"}
        print(f"{kind}: {len(kept)} weights", file=sys.stderr)
        for sign, weight in sorted(kept.items()):
            print(f"{kind}\t{sign}\t{weight}")


if __name__ == "__main__":
    main()
