#!/usr/bin/env python3
"""Entities from larger sources: importing them, kills in the middle of it, and
what articles make of them.

usage: known_test.py PROGRAM SOURCES
"""

import itertools
import json
import pathlib
import random
import subprocess
import tempfile
import time
import unittest

from program import PROGRAM, main, run

ITEM = "wikibase-entityid"


def value(of):
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": of}}}


def item(number, name, kind, country, **more):
    """A line of Wikidata's dump."""
    person = kind == "Q5"
    claims = {
        "P31": [value({"id": kind})],
        "P27" if person else "P17": [value({"id": country})],
    }
    if "at" in more:
        latitude, longitude = more["at"]
        claims["P625"] = [value({"latitude": latitude, "longitude": longitude})]
    if "office" in more:
        since = {"time": "+2022-01-01T00:00:00Z", "precision": 11}
        held = value({"id": more["office"]})
        held["qualifiers"] = {
            "P580": [{"datavalue": {"value": since}}],
            "P1001": [{"datavalue": {"value": {"id": country}}}],
        }
        claims["P39"] = [held]
    sitelinks = {f"x{i}wiki": {} for i in range(more.get("sitelinks", 0))}
    return json.dumps(
        {
            "id": f"Q{number}",
            "type": "item",
            "labels": {"en": {"language": "en", "value": name}},
            "claims": claims,
            "sitelinks": sitelinks,
        }
    )


PEOPLE = [
    item(900001, "Tamsin Orrell", "Q5", "Q28", office="Q900100", sitelinks=8),
    item(900002, "Tamsin Orrell", "Q5", "Q30", sitelinks=6),
    item(900003, "Zorblax Dynamics", "Q4830453", "Q183", sitelinks=30),
    item(900100, "Minister of Fisheries of Hungary", "Q83307", "Q28"),
]


def place(number, name, latitude, longitude, country, population):
    """A line of GeoNames' dump."""
    cells = [number, name, name, "", latitude, longitude, "P", "PPL", country]
    cells += ["", "", "", "", "", population, "", "", "Europe/Oslo", "2020-01-01"]
    return "\t".join(map(str, cells))


PLACES = [
    place(1, "Kelvarstad", 61.1, 9.2, "NO", 4200),
    place(2, "Quillburg", 41.6, -99.8, "US", 900),
    place(3, "Quillburg", 51.6, 9.8, "DE", 800),
]

POSTS = {
    "2025-10-16-a": "Tamsin Orrell, the Hungarian fisheries minister, met the "
    "mayor of Kelvarstad in Oslo, Norway, on Wednesday.",
    "2025-10-17-b": "Tamsin Orrell criticized Zorblax Dynamics in Budapest, "
    "Hungary, on Thursday.",
    "2025-10-18-c": "Protesters marched in Kelvarstad, Norway, on Friday.",
}


class KnownTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="annals-known-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.people = self.file("people.json", PEOPLE)
        self.places = self.file("places.txt", PLACES)
        self.posts = self.folder / "posts"
        self.posts.mkdir()
        for name, text in POSTS.items():
            (self.posts / f"{name}.md").write_text(
                f"---\ntitle: News\ndate: {name[:10]}\n---\n\n{text}\n"
            )
        self.bases = (self.folder / f"base{n}" for n in itertools.count())

    def file(self, name, lines):
        path = self.folder / name
        path.write_text("".join(line + "\n" for line in lines))
        return path

    def bring(self, base, *paths, code=0):
        """The summary of an import of entities."""
        done = run("entity", "import", "--db", base, "--json", *paths, code=code)
        return json.loads(done.out)

    def entities(self, base, *options):
        run("import", "--db", base, *options, self.posts)
        events = run("export", "--db", base).out.splitlines()
        return {
            named["entity"]
            for event in map(json.loads, events)
            for named in event["participants"] + event["places"]
        }

    def test_sources_are_counted_and_the_same_again_changes_nothing(self):
        base = next(self.bases)
        first = self.bring(base, self.people, self.places)
        self.assertEqual((first["added"], first["rejected"]), (6, 0))
        again = self.bring(base, self.people, self.places)
        self.assertEqual((again["added"], again["unchanged"]), (0, 6))

    def test_what_is_wrong_is_named_with_its_line_and_the_rest_is_in(self):
        broken = self.file("broken.txt", [PLACES[0], "7\tbroken", PLACES[1]])
        page = self.file("page.html", ["<html>", "<p>Not Found</p>"])
        empty = self.file("empty.txt", [])
        nowhere = self.folder / "nowhere.txt"
        base = next(self.bases)
        done = run(
            *("entity", "import", "--db", base, "--json"),
            *(broken, page, empty, nowhere),
            code=3,
        )
        summary = json.loads(done.out)
        self.assertEqual((summary["added"], summary["rejected"]), (2, 1))
        self.assertEqual(summary["files_rejected"], 3)
        self.assertIn(f"{broken}:2: has 2 columns", done.err)
        self.assertIn(f"rejected {page}: looks like a web page", done.err)
        self.assertIn(f"rejected {empty}: is empty", done.err)
        self.assertIn(f"rejected {nowhere}: No such file", done.err)

    def test_many_bad_lines_are_all_counted_and_some_told(self):
        bad = self.file("bad.txt", [PLACES[0]] + ["no columns"] * 1000)
        done = run("entity", "import", "--db", next(self.bases), bad, code=3)
        self.assertIn("1000 rejected", done.out)
        self.assertIn("and 980 more lines rejected", done.err)
        self.assertEqual(done.err.count("has 1 columns"), 20)

    def test_bad_use_is_exit_2(self):
        base = next(self.bases)
        run("entity", "import", "--db", base, code=2)
        run("entity", "import", self.people, code=2)
        run(*("entity", "import", "--db", base, "--format", "x"), self.people, code=2)

    def test_standard_input_is_a_source(self):
        base = next(self.bases)
        lines = "\n".join(PLACES)
        done = run("entity", "import", "--db", base, "--json", "-", stdin=lines)
        self.assertEqual(json.loads(done.out)["added"], 3)

    def test_articles_name_whom_sources_know(self):
        base = next(self.bases)
        before = self.entities(base)
        self.assertIn("tamsin-orrell", before)
        self.bring(base, self.people, self.places)
        after = self.entities(base)  # the same files: what is known has changed
        self.assertIn("tamsin-orrell-q900001", after)
        self.assertIn("zorblax-dynamics-q900003", after)
        self.assertIn("kelvarstad-g1", after)
        self.assertNotIn("tamsin-orrell", after)
        shown = run("entity", "show", "--db", base, "tamsin-orrell-q900001").out
        offices = json.loads(shown)["offices"]
        self.assertEqual(offices[0]["title"], "Minister of Fisheries")
        hungary = run("query", "--db", base, "events involving Hungary").out
        self.assertEqual(json.loads(hungary)["total"], 2)
        again = run("import", "--db", base, "--json", self.posts)
        self.assertEqual(json.loads(again.out)["unchanged"], len(POSTS))

    def test_neither_order_nor_threads_matter(self):
        exports = set()
        for order in itertools.permutations([self.people, self.places]):
            for threads in (1, 4):
                base = next(self.bases)
                for path in order:
                    self.bring(base, path)
                run("import", "--db", base, "--threads", threads, self.posts)
                exports.add(run("export", "--db", base).out)
        self.assertEqual(len(exports), 1)
        late = next(self.bases)  # articles first, then what is known of them
        run("import", "--db", late, self.posts)
        self.bring(late, self.places, self.people)
        run("import", "--db", late, self.posts)
        self.assertEqual({run("export", "--db", late).out}, exports)

    def test_offices_that_articles_state_stay_as_long_as_they_do(self):
        base = next(self.bases)
        post = self.posts / "2025-10-19-d.md"
        head = "---\ntitle: News\ndate: 2025-10-19\n---\n\n"
        said = "Jane Doe, the defence minister of Norway, visited Oslo on Friday.\n"
        post.write_text(head + said)

        def offices():
            shown = run("entity", "show", "--db", base, "jane-doe").out
            return json.loads(shown).get("offices", [])

        run("import", "--db", base, self.posts)
        office = offices()[0]
        self.assertEqual(
            (office["title"], office["of"]), ("Minister of Defence", "norway")
        )
        self.assertTrue(office["evidence"].startswith("ar-"))
        post.write_text(head + "Jane Doe visited Oslo on Friday.\n")
        run("import", "--db", base, self.posts)
        self.assertEqual(offices(), [])

    def test_whom_only_sources_know_is_shown_by_id_or_name(self):
        base = next(self.bases)
        self.bring(base, self.people, self.places)
        shown = run("entity", "show", "--db", base, "Zorblax Dynamics").out
        self.assertEqual(json.loads(shown)["id"], "zorblax-dynamics-q900003")
        self.assertEqual(json.loads(shown)["count"], 0)
        shown = run("entity", "show", "--db", base, "kelvarstad-g1").out
        self.assertEqual(json.loads(shown)["lat"], 61.1)
        several = run("entity", "show", "--db", base, "Quillburg", code=2)
        self.assertIn("quillburg-g2", several.err)
        run("entity", "show", "--db", base, "nobody at all", code=2)

    def test_explain_says_why(self):
        base = next(self.bases)
        self.bring(base, self.people)
        text = "Tamsin Orrell met the Hungarian president in Budapest."
        options = ("explain", "--layer", "entities", "--dct", "2025-10-17")
        told = json.loads(run(*options, "--db", base, stdin=text).out)["mentions"]
        self.assertEqual(told[0]["entity"], "tamsin-orrell-q900001")
        self.assertIn("imported, of 2 of the name", told[0]["rule"])
        without = json.loads(run(*options, stdin=text).out)["mentions"]
        self.assertEqual(without[0]["entity"], "tamsin-orrell")

    def test_a_killed_import_is_gone_on_with_to_the_same_end(self):
        rng = random.Random(20251017)
        count = 24_000
        lines = [
            item(
                10_000_000 + n,
                f"{rng.choice('BDFKLM')}orr{n % 977} Vand{n % 1013}",
                rng.choice(["Q5", "Q4830453"]),
                "Q28",
            )
            for n in range(count)
        ]
        lines[777] = "broken"
        file = self.file("many.json", lines)
        whole = next(self.bases)
        started = time.monotonic()
        expected = self.bring(whole, file, code=3)
        takes = time.monotonic() - started
        self.assertEqual(expected["added"], count - 1)
        base = next(self.bases)
        command = [PROGRAM, "entity", "import", "--db", base, "--json", file]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        for kills in itertools.count():
            process = subprocess.Popen(command, **pipes)
            # A slow machine is let end at last.
            patience = takes * (0.2 + rng.random() * 0.5) if kills < 20 else None
            try:
                out, err = process.communicate(timeout=patience)
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
        self.assertGreater(kills, 0)
        summary = json.loads(out)
        self.assertEqual(summary["rejected"], expected["rejected"])
        if summary["unchanged"] == 0:
            self.assertEqual(summary["added"], expected["added"])
            self.assertIn("went on after line", err)
        else:  # it was killed when all was written and before it said so
            self.assertEqual(summary["unchanged"], expected["added"])
        again = self.bring(base, file, code=3)
        self.assertEqual((again["unchanged"], again["added"]), (count - 1, 0))
        names = [json.loads(lines[n])["labels"]["en"]["value"] for n in (5, 6000, 23999)]
        text = " ".join(f"{name} spoke in Hungary on Monday." for name in names)
        options = ("explain", "--layer", "entities", "--dct", "2025-10-17", "--db")
        self.assertEqual(
            run(*options, base, stdin=text).out, run(*options, whole, stdin=text).out
        )


if __name__ == "__main__":
    main()
