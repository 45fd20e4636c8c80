#!/usr/bin/env python3
"""Whether the times of the sample posts are read as their readers would.

usage: check_times.py ANNALS [--write]

times.tsv has every time of tests/data/posts that has a date, in text order:
the post, the words, the TIMEX value. It was read through by hand; where the
program was wrong the right value stands. Fails if more than MOST_WRONG differ.
--write prints what the program says, to start a new post from.
"""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
MOST_WRONG = 2


def said(annals):
    """(post, words, value) of each time with a date."""
    lines = []
    for path in sorted((HERE / "posts").glob("*.md")):
        _, head, text = path.read_text().split("---", 2)
        day = re.search(r"^date: *['\"]?(\d{4}-\d\d-\d\d)", head, re.M)
        lines.append({"id": path.name, "dct": day and day[1], "text": text})
    out = subprocess.run(
        [annals, "explain", "--layer", "time", "--jsonl"],
        input="".join(json.dumps(line) + "\n" for line in lines),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for line in out.splitlines():
        post = json.loads(line)
        for time in post["timexes"]:
            if time["type"] in ("DATE", "TIME") and "edtf" in time:
                words = " ".join(time["text"].split())
                yield post["id"], words, time["value"]


def main():
    found = list(said(sys.argv[1]))
    if "--write" in sys.argv:
        for row in found:
            print(*row, sep="\t")
        return 0
    lines = (HERE / "times.tsv").read_text().splitlines()
    wanted = [tuple(l.split("\t")) for l in lines if not l.startswith("#")]
    wrong = set(wanted) ^ set(found)
    for row in sorted(wrong):
        print("missed" if row in wanted else "made up", *row)
    differ = max(len(set(wanted) - set(found)), len(set(found) - set(wanted)))
    print(f"{len(wanted)} times, {differ} differ (at most {MOST_WRONG})")
    return differ > MOST_WRONG


if __name__ == "__main__":
    sys.exit(main())
