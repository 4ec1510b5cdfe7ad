#!/usr/bin/env python3
"""A corpus of varied articles, made from stories/ by substitution, for measuring the archive.

    tools/make_corpus.py 200000 > corpus.jsonl

Each article takes paragraphs of one story and some of another; states, their adjectives and capitals, people, numbers
and the day of printing are changed. Some articles are reprints of one before under another masthead, some tell the same
news in other paragraphs. The same seed gives the same corpus.
"""
import argparse, json, pathlib, random, re, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIRST = "حازم سامر وليد كريم نبيل طارق عادل رامي زياد باسل مروان أنور هشام جابر فؤاد لطفي منير صلاح عصام رائد".split()
LAST = "الدمنهوري البكري الشامي العطار الهواري النجار الصباغ الفارسي المنياوي الرفاعي الكيلاني السنوسي الطرابلسي القروي الحلبي البصري التلمساني المكناسي الدوسري الحضرمي".split()
OUTLETS = [f"جريدة {name}" for name in "الأفق الميناء الجسر الضفاف المرفأ الربوة السنابل النخيل الواحة المنارة الشراع البوصلة".split()]


def states():
    rows = []
    for line in (ROOT / "packs/ar/names/states.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or line.startswith("code\t"):
            continue
        cells = (line.split("\t") + [""] * 6)[:6]
        name, adjective, capital = (cells[i].split("|")[0] for i in (1, 2, 4))
        if name and capital and adjective.endswith("ي") and " " not in adjective + name and not name.startswith("ال"):
            rows.append((name, adjective, capital))
    return rows


def stories():
    found = []
    for path in sorted((ROOT / "stories").glob("*.md")):
        block = re.search(r"```article\n(.*?)\n```", path.read_text("utf-8"), re.S)
        if not block or "language: ar" not in block.group(1):
            continue
        body = block.group(1).split("\n\n", 1)[1]
        parts = [p.strip() for p in body.split("\n") if p.strip()]
        long = [p for p in parts[1:] if len(p) > 80]
        if len(long) >= 3:
            found.append((parts[0], long))
    return found


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.states, self.stories = states(), stories()
        self.known = {}
        for name, adjective, capital in self.states:
            self.known[name], self.known[adjective], self.known[capital] = (name, 0), (name, 1), (name, 2)
        words = sorted(self.known, key=len, reverse=True)
        # A word may carry a small word before it and an ending of adjectives after it.
        self.pattern = re.compile(r"(?<!\w)(و?ف?[بلك]?(?:ال|لل)?)(" + "|".join(map(re.escape, words)) + r")(ة|ان|ين|ون|تان|تين)?(?!\w)")
        self.people = re.compile(r"\b(" + "|".join(FIRST + LAST) + r")\b")

    def substitution(self):
        targets = self.random.sample(self.states, 24)
        return {"states": {}, "targets": targets, "people": {}, "shift": self.random.random()}

    def apply(self, text, how):
        def state(match):
            name, part = self.known[match.group(2)]
            if name not in how["states"]:
                how["states"][name] = how["targets"][len(how["states"]) % len(how["targets"])]
            return match.group(1) + how["states"][name][part] + (match.group(3) or "")

        def number(match):
            value = int(match.group(0))
            return match.group(0) if value < 3 or value > 1900 else str(max(3, int(value * (0.5 + how["shift"]))))

        text = self.pattern.sub(state, text)
        return re.sub(r"[0-9]+", number, text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")))

    def article(self, base=None):
        r = self.random
        how, story, day = base or (self.substitution(), r.choice(self.stories), (r.randint(2010, 2025), r.randint(1, 12), r.randint(1, 28)))
        title, paragraphs = story
        chosen = [paragraphs[0]] + r.sample(paragraphs[1:], min(len(paragraphs) - 1, r.randint(0, 2)))
        other = self.substitution()
        extra = [self.apply(p, other) for p in r.sample(r.choice(self.stories)[1], r.randint(0, 1))]
        body = [self.apply(p, how) for p in chosen] + extra
        body.append(f"وأعد التقرير {r.choice(FIRST)} {r.choice(LAST)}.")
        text = "\n\n".join([self.apply(title, how)] + body)
        return (how, story, day), {"text": text, "published": "%d-%02d-%02d" % day, "language": "ar", "source": r.choice(OUTLETS)}

    def corpus(self, count):
        recent = []
        for n in range(count):
            chance = self.random.random()
            if recent and chance < 0.10:
                record = dict(self.random.choice(recent)[1], source=self.random.choice(OUTLETS))
                record["text"] += f"\n\nعن {self.random.choice(OUTLETS)}."
            else:
                base, record = self.article(self.random.choice(recent)[0] if recent and chance < 0.30 else None)
                recent = recent[-200:] + [(base, record)]
            yield dict(record, id=str(n), url=f"https://example.org/{n}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("count", type=int, nargs="?", default=1000, help="how many articles (1000)")
    for record in Maker(7).corpus(arguments.parse_args().count):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
