#!/usr/bin/env python3
"""Cost against size: what peers measured, as one SVG.

usage: plot.py RESULT.json... > docs/peers.svg

Each RESULT.json is what ANNALS_PEERS_JSON named in a run of some size. A panel
a question, both axes logarithmic, a line a peer through the p50 of each size.
"""

import json
import math
import sys
from xml.sax.saxutils import escape

QUESTIONS = [
    "page of 50, frequent",
    "count, frequent",
    "X and Y, both frequent",
    "months, frequent",
    "1 hop, frequent, 60 days",
    "2 hops, frequent, 60 days",
]
COLOURS = ["#0b6e4f", "#c44536", "#3a5a9b", "#8a6d1d", "#7b4b94"]
WIDTH, HEIGHT, LEFT, TOP, COLUMNS = 260, 170, 56, 24, 3
LEGEND = 18


def scale(values, size):
    """A function from a value to a place in [0, size], logarithmic."""
    low = math.floor(math.log10(min(values)))
    high = max(math.ceil(math.log10(max(values))), low + 1)
    return low, high, lambda v: size * (math.log10(v) - low) / (high - low)


def text(x, y, words, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'


def short(number):
    return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1e6:g}M"


def duration(power):
    """10 to the `power` microseconds: "100 µs", "10 ms", "1 s"."""
    for unit, least in (("s", 6), ("ms", 3), ("µs", 0)):
        if power >= least:
            return f"{10 ** (power - least)} {unit}"
    return f"{10.0**power:g} µs"


def panel(question, times, sizes, peers):
    """The panel's SVG, its corner at 0, 0."""
    inner_width, inner_height = WIDTH - LEFT - 12, HEIGHT - TOP - 30
    of_question = [t for t in times if t["question"] == question]
    low, high, up = scale([t["p50"] for t in of_question], inner_height)
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def across(events):
        width = last - first
        share = (math.log10(events) - first) / width if width else 0.5
        return LEFT + inner_width * share

    bottom = TOP + inner_height
    parts = [text(LEFT, 14, question, 'font-weight="bold"')]
    for power in range(low, high + 1):
        y = bottom - up(10**power)
        parts.append(
            f'<path d="M{LEFT} {y:.1f}h{inner_width}" stroke="#ddd"/>'
        )
        parts.append(
            text(LEFT - 4, y + 3, duration(power), 'text-anchor="end"')
        )
    for events in sizes:
        parts.append(
            text(across(events), bottom + 13, short(events),
                 'text-anchor="middle"')
        )
    for peer, colour in zip(peers, COLOURS):
        points = [
            (across(t["events"]), bottom - up(t["p50"]))
            for t in of_question
            if t["peer"] == peer
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}"/>'
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{colour}"/>'
            for x, y in points
        ]
    return "\n".join(parts)


def main(paths):
    if not paths:
        sys.exit(__doc__)
    times = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            run = json.load(file)
        times += [{**each, "events": run["events"]} for each in run["times"]]
    times.sort(key=lambda each: each["events"])
    sizes = sorted({each["events"] for each in times})
    peers = list(dict.fromkeys(each["peer"] for each in times))
    rows = -(-len(QUESTIONS) // COLUMNS)
    width, height = WIDTH * COLUMNS, HEIGHT * rows + LEGEND * len(peers) + 8
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} '
        f'{height}" font-family="sans-serif" font-size="9">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
    )
    for i, question in enumerate(QUESTIONS):
        x, y = i % COLUMNS * WIDTH, i // COLUMNS * HEIGHT
        print(f'<g transform="translate({x} {y})">')
        print(panel(question, times, sizes, peers))
        print("</g>")
    for i, (peer, colour) in enumerate(zip(peers, COLOURS)):
        y = HEIGHT * rows + LEGEND * i + 10
        print(f'<path d="M{LEFT} {y - 3}h20" stroke="{colour}"/>')
        print(text(LEFT + 26, y, peer + ", p50"))
    print("</svg>")


if __name__ == "__main__":
    main(sys.argv[1:])
