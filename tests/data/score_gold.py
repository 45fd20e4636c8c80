#!/usr/bin/env python3
"""How much of the gold timelines of the sample posts the program finds.

Imports tests/data/posts into a new base and holds its events against
tests/data/gold, post by post. A found event is a gold one if the sentence it
rests on shares words with the gold quote and its type is one that gold takes;
each is used once. Optional gold events cost nothing, found or missed. Fails
below the floors: what was reached before, less a little. Raise them when a
change does better.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent

# Measured when they were set: 0.780, 0.613, 0.931, 0.859.
FLOORS = {"precision": 0.75, "recall": 0.58, "status": 0.91, "time": 0.83}


def exported(annals):
    """Events by the file of the post that they have evidence in."""
    by_file = {}
    with tempfile.TemporaryDirectory(prefix="annals-gold-") as base:
        run = lambda *words: subprocess.run(
            [annals, *words], check=True, capture_output=True, text=True
        ).stdout
        run("import", "--db", base, "--json", HERE / "posts")
        for line in run("export", "--db", base, "--format", "ndjson").splitlines():
            event = json.loads(line)
            for file in {e["article"]["file"] for e in event["evidence"]}:
                by_file.setdefault(pathlib.Path(file).name, []).append(event)
    return by_file


def words(text):
    return set("".join(c.lower() if c.isalnum() else " " for c in text).split())


def likeness(gold, event, file):
    """The greatest share of the gold quote's words in a sentence of the event."""
    if event["type"] not in [gold["type"], *gold.get("type_ok", [])]:
        return 0
    quote = words(gold["quote"])
    shares = [
        len(quote & words(e["quote"])) / len(quote)
        for e in event["evidence"]
        if pathlib.Path(e["article"]["file"]).name == file
    ]
    return max(shares, default=0)


def right_time(gold, event):
    time = event["time"] and event["time"]["edtf"]
    takes = [gold["time"], *gold.get("time_ok", [])]
    return time in takes or (time or "").rstrip("~?%") in takes


def match(golds, events, file):
    """Pairs of a gold event and a found one, the likeliest first: of two in one
    sentence the one whose headline says what the gold's gist says."""
    pairs = sorted(
        (
            (likeness(g, e, file), len(words(g["gist"]) & words(e["headline"])), i, j)
            for i, g in enumerate(golds)
            for j, e in enumerate(events)
        ),
        key=lambda p: (-p[0], golds[p[2]].get("optional", False), -p[1], p[2:]),
    )
    taken_gold, taken = set(), set()
    for share, _, i, j in pairs:
        if share >= 0.5 and i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            yield golds[i], events[j]


def print_rates(title, right, all_of):
    print(f"{title:28} right   of  share")
    for key in sorted(all_of):
        share = right[key] / all_of[key]
        print(f"{key:28} {right[key]:5} {all_of[key]:4}  {share:.2f}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annals", help="the program")
    parser.add_argument(
        "--errors", action="store_true", help="list what was missed and made up"
    )
    parser.add_argument(
        "--rules", action="store_true", help="how often each rule is right"
    )
    parser.add_argument(
        "--calibration",
        action="store_true",
        help="how many events of each confidence are right",
    )
    args = parser.parse_args()
    verbose = args.errors
    found = exported(args.annals)
    wanted = hits = extra = status = time = 0
    by_rule, by_rule_right = collections.Counter(), collections.Counter()
    by_trust, by_trust_right = collections.Counter(), collections.Counter()
    for path in sorted((HERE / "gold").glob("*.json")):
        gold = json.loads(path.read_text())
        file = gold["article"]["file"]
        golds, events = gold["events"], found.get(file, [])
        pairs = list(match(golds, events, file))
        real = [(g, e) for g, e in pairs if not g.get("optional")]
        for e in events:
            right = any(e is p for _, p in pairs)
            rule, trust = e["evidence"][0]["rule"], f"{e['confidence']:.1f}"
            by_rule[rule] += 1
            by_rule_right[rule] += right
            by_trust[trust] += 1
            by_trust_right[trust] += right
        wanted += sum(not g.get("optional") for g in golds)
        hits += len(real)
        extra += len(events) - len(pairs)
        status += sum(
            e["status"] in [g["status"], *g.get("status_ok", [])] for g, e in real
        )
        time += sum(right_time(g, e) for g, e in real)
        if verbose:
            for g, e in real:
                if not right_time(g, e):
                    said = e["time"] and (e["time"]["edtf"], e["time"]["basis"])
                    print(f"{file}: dated {said}, not {g['time']}: {g['gist']}")
            for g in golds:
                if not g.get("optional") and all(g is not p for p, _ in pairs):
                    print(f"{file}: missed {g['type']}: {g['gist']}")
            for e in events:
                if all(e is not p for _, p in pairs):
                    print(f"{file}: made up {e['type']}: {e['headline']}")
    if args.rules:
        print_rates("rule", by_rule_right, by_rule)
    if args.calibration:
        print_rates("confidence", by_trust_right, by_trust)
    reached = {
        "precision": hits / (hits + extra),
        "recall": hits / wanted,
        "status": status / hits,
        "time": time / hits,
    }
    for name, value in reached.items():
        print(f"{name:10} {value:.3f}  (at least {FLOORS[name]})")
    return any(value < FLOORS[name] for name, value in reached.items())


if __name__ == "__main__":
    sys.exit(main())
