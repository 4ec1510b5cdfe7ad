#!/usr/bin/env python3
"""How long every question takes on an archive: median and 95th percentile over several actors, in milliseconds.

    tools/time_questions.py target/release/marsad corpus.db [rounds]

A process is started for each, as a user does.
"""
import random, statistics, subprocess, sys, time

marsad, archive = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 15
CODES = "MAR TUN EGY JOR KWT OMN QAT FRA DEU POL TUR IRN KEN TZA BRA PER VNM IDN KAZ UZB".split()
WORDS = ["وزير الخارجية", "الرئيس التركي", "هجوم", "اتفاق للتعاون", "قوات الحدود", "المباحثات"]
r = random.Random(7)


def pair():
    return r.sample(CODES, 2)


QUESTIONS = {
    "events": lambda: ["events"],
    "events --actor": lambda: ["events", "--actor", pair()[0]],
    "events --side --type --from": lambda: ["events", "--side", pair()[0], "--type", "CONSULT", "--from", str(r.randint(2011, 2024))],
    "events --recipient --quad": lambda: ["events", "--recipient", pair()[0], "--quad", "material-conflict"],
    "happenings --independent 2": lambda: ["happenings", "--independent", "2"],
    "claims --recipient": lambda: ["claims", "--recipient", pair()[0]],
    "statements --speaker": lambda: ["statements", "--speaker", pair()[0]],
    "actors": lambda: ["actors"],
    "actors NAME": lambda: ["actors", pair()[0]],
    "timeline": lambda: ["timeline", *pair()],
    "series --by month": lambda: ["series", *pair(), "--by", "month"],
    "network, a year": lambda: (lambda y: ["network", "--from", y, "--to", y])(str(r.randint(2011, 2025))),
    "network, all": lambda: ["network"],
    "search": lambda: ["search", r.choice(WORDS)],
    "show": lambda: ["show", str(r.randint(1, 1000))],
}

everything = []
for name, question in QUESTIONS.items():
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run([marsad, *question(), "--archive", archive], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        took.append((time.perf_counter() - began) * 1000)
    everything += took
    print(f"| {name} | {statistics.median(took):.0f} | {sorted(took)[int(len(took) * 0.95)]:.0f} |")
everything.sort()
print(f"| all | {statistics.median(everything):.0f} | {everything[int(len(everything) * 0.95)]:.0f} |")
