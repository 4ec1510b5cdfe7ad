#!/usr/bin/env python3
"""Adds to the Arabic names of places and people the spellings that follow from the listed ones by rule.

    tools/spellings.py            # says what it would add
    tools/spellings.py --write    # adds it to packs/ar/names/{persons,places,places-hand}.tsv

Enters: the names of packs/ar/names, and beside them the Latin names of packs/world, which tell the letter that was
heard: a غ is written ج in Egypt only where it stands for a g. Leaves: the same files, each name with its further
spellings behind it. Running it twice adds nothing. What the matcher folds by itself (أ إ آ ا, ى ي, ة ه, گ ڤ پ چ) is
not written. A spelling that is a word of words/*.tsv, or a name of anything else, is left out.
"""

import pathlib
import re
import sys

from derive_places import ARABIC, COMMON, STATES, fold, plain_latin, read_tsv

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMES = ROOT / "packs/ar/names"
# Countries whose own names have a غ that is no g and a ث that is no t: they stay what they are.
OWN_GHAIN = set("DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM ESH AFG IRN PAK AZE TUR TKM UZB".split())
# Words of a name that are Arabic themselves.
OWN_WORDS = set("غرب غربي غابة غابات غاز غار غزة غوطة غلاف غور شغب مصطفى طارق طه سلطان طاهر لطيف فاطمة طيب طالب طلال لطفي عطية قسطاس قسطنطين".split())
# A sound of the Latin name, and two ways of writing it.
LONG = ((r"[ai]y?ev\b", "ييف", "يف"), (r"enko\b", "ينكو", "نكو"), (r"enski?[yi]\b", "ينسكي", "نسكي"), (r"ander\b", "ساندر", "سندر"), (r"ovi(c|ch)\b", "وفيتش", "وفتش"))
# The states whose papers write a name with its article or without, and words whose article is their own: «عبد الله».
MAGHREB = set("DZA LBY MAR MRT TUN ESH".split())
BEFORE_ARTICLE = set("عبد صلاح سيف نور علاء بدر شمس عز محيي جمال كمال ضياء خير شهاب تاج علم حسام أبو أبي أبا بن ابن آل أم بنت ذو".split())
# Inflected forms of everyday words.
LEFT_OUT = {"جديرا"}
# A single word shorter than this is too easily something else.
SHORTEST = 5
MOST_NAMES = {"persons": 12, "places": 6, "places-hand": 7}


def rule_g(arabic, latin):
    """غوتيريش as Cairo writes it: جوتيريش."""
    if re.search(r"g(?!h)", latin):
        words = [w if w.startswith("ال") or w in OWN_WORDS else w.replace("غ", "ج") for w in arabic.split(" ")]
        yield " ".join(words)


def rule_burg(arabic, latin):
    """بطرسبورغ, بطرسبرغ, بطرسبرج."""
    if re.search(r"b[eou]u?rgh?\b", latin):
        for old, new in (("بورغ", "برغ"), ("برغ", "بورغ"), ("بورغ", "بورج"), ("برغ", "برج"), ("بيرغ", "برغ")):
            if re.search(old + r"\b", arabic):
                yield re.sub(old + r"\b", new, arabic)


def rule_ch(arabic, latin):
    """تشافيز, شافيز."""
    if re.search(r"\bch", latin):
        yield re.sub(r"\bتش", "ش", arabic)


def rule_th(arabic, latin):
    """ثاتشر, تاتشر."""
    if "th" in latin and not re.search(r"\b(آل|بن|أبو|عبد|ال.*)\b", arabic):
        yield arabic.replace("ث", "ت")


def rule_join(arabic, _latin):
    """أبو ظبي, أبوظبي; نيو أورلينز, نيوأورلينز."""
    for first in ("أبو", "نيو", "بور"):
        if arabic.startswith(first + " ") and arabic.count(" ") == 1:
            yield arabic.replace(" ", "", 1)


def rule_hard_g(arabic, latin):
    """غورباتشوف as Khartoum and the Gulf write it, قورباتشوف, and as Baghdad does, كورباتشوف."""
    if re.search(r"\bg(?!h)", latin):
        for letter in "قك":
            yield " ".join(word if word in OWN_WORDS else re.sub("^غ", letter, word) for word in arabic.split(" "))


def rule_t(arabic, latin):
    """أنطونيو, أنتونيو; توكاييف, طوكاييف."""
    if "t" in latin and not re.search(r"\b(al|el|abu|bin|ibn)\b", latin):
        words = arabic.split(" ")
        yield " ".join(word if word in OWN_WORDS or word.startswith("ال") else word.replace("ط", "ت") for word in words)
        if not re.search(r"\bth", latin):
            yield re.sub(r"\bتو(?=\w)", "طو", arabic).replace("نتون", "نطون")


def rule_long(arabic, latin):
    """What is long in one paper and short in the next: لوكاشينكو, لوكاشنكو; ألكساندر, ألكسندر; توكاييف, توكايف."""
    for heard, long, short in LONG:
        if re.search(heard, latin):
            yield re.sub(rf"(?<!ي){long}\b", short, arabic)
            yield re.sub(rf"(?<![ي ]){short}\b", long, arabic)


def rule_mac(arabic, latin):
    """ماكدونالد, مكدونالد."""
    if re.search(r"\bma?c[a-z]", latin):
        yield re.sub(r"\bماك(?=\w{3})", "مك", arabic)


def rule_article(arabic, _latin):
    """المنصف المرزوقي, منصف المرزوقي; عبد الحميد الدبيبة, عبد الحميد دبيبة: as the Maghreb writes names, and whole ones only."""
    words = arabic.split(" ")
    if len(words) > 1 and words[-1].startswith("ال") and words[-2] not in BEFORE_ARTICLE:
        yield " ".join(words[:-1] + [words[-1][2:]])
    if len(words) > 1 and words[0].startswith("ال"):
        yield arabic[2:]


RULES = {
    "persons": (rule_g, rule_burg, rule_ch, rule_th, rule_hard_g, rule_t, rule_long, rule_mac),
    "places": (rule_g, rule_burg, rule_ch, rule_th, rule_join),
}


def variants(arabic, latin, rules):
    """What the rules make of a name, one after the other and together."""
    made = [arabic]
    for old in made:
        made += [new for rule in rules for new in rule(old, latin) if new not in made]
    return made[1:]


def rows_of(name):
    lines = (NAMES / f"{name}.tsv").read_text("utf-8").rstrip("\n").split("\n")
    return [line.split("\t") for line in lines]


def spoken_for():
    """Everything the language already knows by some name, folded."""
    known = {fold(word) for word in COMMON | STATES | LEFT_OUT}
    for path in sorted((ROOT / "packs/ar/words").glob("*.tsv")) + sorted(NAMES.glob("*.tsv")):
        for line in path.read_text("utf-8").split("\n")[1:]:
            if line and not line.startswith("#"):
                cells = line.split("\t")[:1] if path.parent.name == "words" else line.split("\t")
                known |= {fold(name) for cell in cells for name in cell.split("|") if name}
    return known


def free(name, known):
    """Whether a spelling means nothing else, bare or behind the article or a clitic."""
    folded = fold(name)
    if not ARABIC.match(name) or (" " not in name and len(folded) < SHORTEST):
        return False
    bare = {folded, re.sub("^ال", "", folded), "ال" + folded, re.sub("^[وفبلك]", "", folded)}
    bare |= {re.sub("(ا|ين|ون|ات|ان|ي|ه)$", "", word) for word in bare}
    return not bare & known


def main():
    known = spoken_for()
    maghreb = {row["person"] for row in read_tsv(ROOT / "packs/world/tenures.tsv") if row["of"] in MAGHREB}
    own = {row["person"] for row in read_tsv(ROOT / "packs/world/tenures.tsv") if row["of"] in OWN_GHAIN | {"PLO", "FATAH", "HAMAS"}}
    added = 0
    for table in ("persons", "places", "places-hand"):
        kind = "persons" if table == "persons" else "places"
        world = {row["id"]: row for row in read_tsv(ROOT / f"packs/world/{table}.tsv")}
        out = rows_of(table)
        for cells in out[1:]:
            if cells[0].startswith("#"):
                continue
            row = world[cells[0]]
            latin = plain_latin(row["name"]).lower()
            rules = RULES[kind]
            if kind == "persons" and row["id"] in own:
                rules = (rule_article,) if row["id"] in maghreb else ()
            elif row.get("country") in OWN_GHAIN or (kind == "persons" and re.search("gh", latin)):
                rules = tuple(rule for rule in rules if rule is rule_join)
            for column in (1, 2) if kind == "persons" else (1,):
                names = cells[column].split("|") if cells[column] else []
                for name in list(names):
                    for new in variants(name, latin, rules):
                        if len(names) < MOST_NAMES[table] and free(new, known):
                            names.append(new)
                            known.add(fold(new))
                            added += 1
                            if "--write" not in sys.argv:
                                print(f"{table}\t{cells[0]}\t{name}\t{new}")
                cells[column] = "|".join(names)
        if "--write" in sys.argv:
            (NAMES / f"{table}.tsv").write_text("\n".join("\t".join(cells) for cells in out) + "\n", "utf-8")
    print(f"{added} spellings", file=sys.stderr)


if __name__ == "__main__":
    main()
