#!/usr/bin/env python3
"""Check of a file of records that every quotation in it stands where it is said to.

    marsad read --format jsonl articles.jsonl > records.jsonl && tools/quotations.py records.jsonl

It counts as Python does, in code points, and knows nothing of the program that wrote the records.
"""
import json
import sys


def quotations(value):
    """Everything in a record that has a text, a start and an end."""
    if isinstance(value, dict):
        if "text" in value and isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from quotations(inner)


def main(path):
    checked = events = wrong = 0
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            record = json.loads(line)
            text = record["document"]["text"]
            events += len(record["events"])
            for quotation in quotations([record["events"], record["statements"]]):
                checked += 1
                if text[quotation["start"]:quotation["end"]] != quotation["text"]:
                    wrong += 1
                    print(f"{path}:{number}: {quotation['text']!r} does not stand at {quotation['start']}..{quotation['end']}")
    print(f"{events} events, {checked} quotations, {wrong} out of place")
    return 1 if wrong or not events else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
