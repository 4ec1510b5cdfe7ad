#!/usr/bin/env python3
"""Measure the rooms of words and of syntax against a treebank.

    cargo build --release
    tools/measure_ud.py FILE.conllu [--marsad target/release/marsad] [--show words|lemmas|roles] [--limit N]

FILE is an Arabic treebank in CoNLL-U whose words are split into clitics, such as Universal Dependencies publishes. `marsad words`
reads the sentences' text, one a line, and four figures are printed:

words     F1 over all syntactic words (as UD's evaluation script counts them): a word is right when both its ends are. What is a word of its own is
          the treebank's to say: conjunction, preposition, the future's س and pronouns, but not the article.
verbs     how many of the treebank's finite verbs (VERB, AUX) have the right lemma, of all and of those whose lemma the pack lists. Lemmas are compared
          without vowels and with all alefs, hamza seats, final ى and ي folded. One that is not seen as a verb at all is wrong.
subject,  of the finite verbs whose lemma the pack lists, how many of the treebank's nominal subjects (nsubj, nsubj:pass) and objects (obj) are found at
object    the same verb as subject and object. A phrase is found when the two heads lie in each other's phrase: where the treebank takes a number or
          a title for the head and Marsad the noun beside it, that is no error. A pronoun written onto the verb counts as its object. Relative and
          free-standing pronouns as subjects are not asked for: Marsad hangs the relative clause on its noun instead. "found" is recall over both;
          precision tells how many of those given at such verbs are right, where the treebank says anything of that word.

--show lists what went wrong: for each error the words around, what was expected and what was seen.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MARKS = re.compile("[\u0640\u064b-\u0652\u0670`]")
FOLD = str.maketrans("أإآٱىةؤئ", "اااايهءء")
Word = collections.namedtuple("Word", "start end form lemma pos head role")


def fold(text):
    """A lemma without what dictionaries write differently."""
    return MARKS.sub("", text).translate(FOLD).replace("يء", "ءء")


def letters(text):
    """A text without spaces and without tatweel, which stretches words and is none."""
    return "".join(text.split()).replace("\u0640", "")


def blocks(lines):
    """The sentences of CoNLL-U: rows of word lines and the comment lines before them."""
    rows, notes = [], []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("#"):
            notes.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield rows, notes
            rows, notes = [], []
    if rows:
        yield rows, notes


def words_of(rows, start=0):
    """Words with their places in the sentence's letters, spaces left out; heads as indexes."""
    plain = [r for r in rows if r[0].isdigit()]
    index = {r[0]: at for at, r in enumerate(plain)}
    found = []
    for r in plain:
        form = letters(r[1])
        head = index.get(r[6]) if r[6] not in ("_", "0") else None
        found.append(Word(start, start + len(form), form, r[2], r[3], head, r[7]))
        start += len(form)
    return found


def read_with(marsad, texts):
    """What Marsad makes of each text: all its words, whatever sentences it sees in it."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        file.write("\n\n".join(texts) + "\n")
    run = subprocess.run([marsad, "words", "--language", "ar", "--from", "text", file.name], capture_output=True, text=True, encoding="utf-8")
    os.unlink(file.name)
    if run.returncode:
        sys.exit(run.stderr)
    seen = blocks(run.stdout.splitlines(keepends=True))
    for text in texts:
        rest = len(letters(text))
        words = []
        while rest > 0:
            rows, _ = next(seen)
            more = words_of(rows, words[-1].end if words else 0)
            base = len(words)
            words += [w._replace(head=None if w.head is None else w.head + base) for w in more]
            rest -= more[-1].end - more[0].start
        yield words


def subtree(words):
    """For each word, the first and last letter of what hangs on it, clauses and what is joined left out."""
    own = [[w.start, w.end] for w in words]
    inside = ("amod", "nmod", "nummod", "det", "flat", "compound", "appos", "dep", "fixed", "case", "advmod", "obl")
    for at, w in enumerate(words):
        head, steps, role = w.head, 0, w.role
        while head is not None and role.split(":")[0] in inside and steps < len(words):
            own[head][0], own[head][1] = min(own[head][0], w.start), max(own[head][1], w.end)
            head, role, steps = words[head].head, words[head].role, steps + 1
    return own


class Figures:
    def __init__(self):
        self.words = [0, 0, 0]
        self.lemmas = [0, 0]
        self.listed = [0, 0]
        self.roles = collections.defaultdict(lambda: [0, 0, 0])
        self.errors = collections.defaultdict(list)

    def error(self, kind, gold, at, text):
        around = " ".join(w.form for w in gold[max(0, at - 5) : at] + [gold[at]._replace(form="[" + gold[at].form + "]")] + gold[at + 1 : at + 6])
        self.errors[kind].append(f"{text}\t{around}")


def compare(gold, seen, verbs, figures):
    spans = {(w.start, w.end): at for at, w in enumerate(seen)}
    solid = [w for w in gold if w.form]
    figures.words[0] += sum((w.start, w.end) in spans for w in solid)
    figures.words[1] += len(solid)
    figures.words[2] += len(seen)
    for at, w in enumerate(gold):
        if w.form and (w.start, w.end) not in spans:
            over = "+".join(s.form for s in seen if s.start < w.end and s.end > w.start)
            figures.error("words", gold, at, f"{w.form} → {over}")
    matched = {at: spans[(w.start, w.end)] for at, w in enumerate(gold) if (w.start, w.end) in spans}
    listed = {}
    for at, w in enumerate(gold):
        if w.pos not in ("VERB", "AUX"):
            continue
        there = seen[matched[at]] if at in matched else None
        right = there is not None and there.pos in ("VERB", "AUX") and fold(there.lemma) == fold(w.lemma)
        known = fold(w.lemma) in verbs
        figures.lemmas[0] += right
        figures.lemmas[1] += 1
        if known:
            figures.listed[0] += right
            figures.listed[1] += 1
            listed[at] = matched.get(at)
        if not right:
            figures.error("lemmas", gold, at, f"{MARKS.sub('', w.lemma)}{'' if known else ' (not listed)'} → {there and there.lemma} {there and there.pos}")
    roles(gold, seen, listed, figures)


def kind_of(role):
    return {"nsubj": "subject", "nsubj:pass": "subject", "obj": "object"}.get(role)


def roles(gold, seen, listed, figures):
    wide, narrow = subtree(gold), subtree(seen)
    given = collections.defaultdict(list)
    for at, w in enumerate(seen):
        if kind_of(w.role):
            given[w.head].append(at)
    used = set()
    for at, w in enumerate(gold):
        kind = kind_of(w.role)
        free = w.pos == "PRON" and (at == 0 or w.form in RELATIVES or gold[at].start != gold[at - 1].end or kind == "subject")
        if kind is None or w.head not in listed or free:
            continue
        figures.roles[kind][1] += 1
        verb = listed[w.head]
        same = [s for s in given.get(verb, []) if within(seen[s], wide[at]) and within(w, narrow[s])] if verb is not None else []
        hit = [s for s in same if kind_of(seen[s].role) == kind]
        used.update(hit)
        figures.roles[kind][0] += bool(hit)
        if not hit:
            had = ", ".join(f"{seen[s].role} {seen[s].form}" for s in given.get(verb, [])) if verb is not None else "no verb"
            figures.error("roles", gold, at, f"{w.role} {w.form} of {gold[w.head].form} ← {had or 'nothing'}")
    for at, verb in listed.items():
        for s in given.get(verb, []) if verb is not None else []:
            figures.roles[kind_of(seen[s].role)][2] += seen[s].pos != "PRON" or s in used
            if s not in used and seen[s].pos != "PRON":
                figures.error("extra", gold, at, f"{gold[at].form} ← {seen[s].role} {seen[s].form}")


RELATIVES = {"الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين", "اللاتي", "اللواتي", "ما", "من"}


def within(word, span):
    return span[0] <= word.start and word.end <= span[1]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("treebank")
    arguments.add_argument("--marsad", default=os.path.join(ROOT, "target", "release", "marsad"))
    arguments.add_argument("--show", choices=["words", "lemmas", "roles", "extra"])
    arguments.add_argument("--limit", type=int, default=10000)
    given = arguments.parse_args()
    with open(os.path.join(ROOT, "packs", "ar", "words", "verbs.tsv"), encoding="utf-8") as file:
        verbs = {fold(line.split("\t")[0]) for line in file if not line.startswith("#")}
    with open(given.treebank, encoding="utf-8") as file:
        gold = [words_of(rows) for rows, _ in blocks(file)]
        file.seek(0)
        texts = [next(n[9:] for n in notes if n.startswith("# text = ")) for _, notes in blocks(file)]
    figures = Figures()
    for expected, text, seen in zip(gold, texts, read_with(given.marsad, texts)):
        if letters(text) != "".join(w.form for w in expected):
            print("left out, its words are not its text:", text, file=sys.stderr)
            continue
        compare(expected, seen, verbs, figures)
    for line in figures.errors[given.show][: given.limit] if given.show else []:
        print(line)
    report(figures)


def report(figures):
    right, wanted, had = figures.words
    print(f"words    F1 {2 * right / (wanted + had):.4f}  ({right} of {wanted}, {had} seen)")
    print(f"verbs    lemma right {ratio(figures.lemmas)} of all, {ratio(figures.listed)} of those listed")
    found, wanted = 0, 0
    for kind, (right, all_, had) in sorted(figures.roles.items()):
        found, wanted = found + right, wanted + all_
        print(f"{kind:8} found {right}/{all_} = {right / max(1, all_):.3f}, precision {right / max(1, had):.3f}")
    print(f"both     found {found}/{wanted} = {found / max(1, wanted):.3f}")


def ratio(pair):
    return f"{pair[0]}/{pair[1]} = {pair[0] / max(1, pair[1]):.3f}"


if __name__ == "__main__":
    main()
