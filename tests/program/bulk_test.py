#!/usr/bin/env python3
"""Tables of coded events, days of current events and our own exports, as the
program imports them.

usage: bulk_test.py ANNALS SOURCES [TIMES [SEED]]

Every line is loaded or rejected with its reason, and the totals are those of
`wc -l`. An import that was killed, TIMES times, is taken up by the next and ends
in the base of one that never was. Samples of the world are read where they lie
beside the sources (../shared/samples/real); without them those tests skip.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unittest

from program import POSTS, PROGRAM, SOURCES, run

TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 5
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(10**6)
SAMPLES = SOURCES.parent / "shared" / "samples" / "real"

NAMES = [("RUS", "RUSSIA"), ("UKR", "UKRAINIAN"), ("FRA", "FRENCH"), ("MLI", "MALI")]
TOWNS = [
    ("Bamako, Bamako, Mali", "ML", "12.65", "-8"),
    ("Minsk, Belarus (general), Belarus", "BO", "53.9", "27.5667"),
    ("Salem, Oregon, United States", "US", "44.9429", "-123.035"),
]


def gdelt_row(number, rng, code=None):
    cells = [""] * 61
    day = f"2019{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    cells[0:5] = [str(number), day, day[:6], day[:4], ""]
    for first in (5, 15):
        country, name = rng.choice(NAMES)
        cells[first : first + 3] = [country, name, country]
    cells[26] = code or rng.choice(["010", "042", "111", "190", "1411"])
    cells[33], cells[34] = "2", "-1.5"
    name, fips, latitude, longitude = rng.choice(TOWNS)
    cells[51:54] = ["4", name, fips]
    cells[56:58] = [latitude, longitude]
    cells[59], cells[60] = day + "120000", f"https://news.example/{number // 3}"
    return "\t".join(cells)


def gdelt(count, seed=1):
    rng = random.Random(seed)
    return "".join(gdelt_row(n, rng) + "\n" for n in range(1, count + 1))


class BulkTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="annals-bulk-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.base = self.folder / "base"

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def load(self, *paths, code=0, base=None, **options):
        flags = [f"--{name}={value}" for name, value in options.items()]
        done = run("import", "--db", base or self.base, "--json", *flags, *paths, code=code)
        return json.loads(done.out)

    def events(self, base=None):
        out = run("export", "--db", base or self.base).out
        return [json.loads(line) for line in out.splitlines()]

    def bundle(self, base=None):
        return run("export", "--db", base or self.base, "--format", "bundle").out


class TableTest(BulkTest):
    def test_rows_are_events_and_the_second_time_nothing(self):
        table = self.write("a.export.CSV", gdelt(3000))
        summary = self.load(table)
        self.assertEqual((summary["added"], summary["events"]), (3000, 3000))
        self.assertEqual(summary["articles"], 1001)
        self.assertEqual(summary["files"][0]["format"], "gdelt-events")
        before = self.bundle()
        again = self.load(table)
        self.assertEqual((again["added"], again["unchanged"]), (0, 3000))
        self.assertEqual(self.bundle(), before)

    def test_a_bad_row_is_named_and_the_others_are_in(self):
        rows = gdelt(5).splitlines()
        rows[1] = rows[1].replace("\t", " ")
        rows[3] = "\xff" + rows[3]
        table = self.write("a.CSV", "\n".join(rows).encode("latin-1"))
        summary = self.load(table, code=3)
        self.assertEqual((summary["added"], summary["rejected"]), (3, 2))
        reasons = [each["reason"] for each in summary["rejections"]]
        self.assertIn("a.CSV: line 2: has 1 columns", reasons[0])
        self.assertIn("a.CSV: line 4: is not UTF-8", reasons[1])

    def test_nothing_of_a_wrong_file_is_stored(self):
        good = self.write("good.CSV", gdelt(1))
        wrong = {
            "urls.CSV": ("http://a.example/1\nhttp://a.example/2\n", "list of URLs", 2),
            "gkg.csv": ("x" + "\t" * 26 + "\n", "knowledge graph", 1),
            "empty.CSV": ("", "is empty", 1),
            "few.tsv": ("a\tb\nc\td", "has 2 columns", 2),
        }
        paths = [self.write(name, text) for name, (text, _, _) in wrong.items()]
        summary = self.load(good, *paths, code=3)
        self.assertEqual((summary["added"], summary["events"]), (1, 1))
        reasons = {
            pathlib.Path(each["file"]).name: each["reason"]
            for each in summary["rejections"]
        }
        rejected = {
            pathlib.Path(each["file"]).name: each["rejected"]
            for each in summary["files"]
        }
        for name, (_, reason, lines) in wrong.items():
            self.assertIn(reason, reasons[name])
            self.assertEqual(rejected[name], lines)

    def test_a_folder_of_posts_is_not_searched_for_wrong_tables(self):
        posts = self.folder / "blog"
        posts.mkdir()
        (posts / "2025-10-17-a.md").write_text("It rained in Vienna on Friday.\n")
        (posts / "prices.csv").write_text("a,b\n1,2\n")
        (posts / "index.html").write_text("<html><body>Hello</body></html>")
        summary = self.load(posts)
        self.assertEqual((summary["added"], summary["rejected"]), (1, 0))
        (posts / "gdelt.csv").write_text(gdelt(2))
        self.assertEqual(self.load(posts)["events"], 2 + len(self.events()) - 2)
        self.assertEqual(self.load(posts)["unchanged"], 3)

    def test_mentions_follow_the_events_they_are_of(self):
        self.write("b.export.CSV", gdelt(2))
        mention = ["1", "20190101000000", "20190102000000", "1", "b.example"]
        mention += ["https://b.example/9", "1", "-1", "1", "2", "1", "60", "9", "0", "", ""]
        other = ["77"] + mention[1:]
        self.write("a.mentions.CSV", "\t".join(mention) + "\n" + "\t".join(other) + "\n")
        summary = self.load(self.folder, code=3)
        self.assertEqual((summary["added"], summary["rejected"]), (3, 1))
        self.assertIn("event 'gdelt:77' is not in the base", summary["rejections"][0]["reason"])
        self.assertEqual(sorted(e["articles"] for e in self.events()), [1, 2])

    def test_standard_input_may_be_a_table(self):
        done = run("import", "--db", self.base, "--json", "-", stdin=gdelt(10))
        self.assertEqual(json.loads(done.out)["added"], 10)
        done = run("import", "--db", self.base, "--format", "icews", "-", stdin=gdelt(1), code=3)
        self.assertIn("is gdelt-events, not icews", done.err)

    def test_a_row_and_the_article_itself_stand_side_by_side(self):
        table = self.write("a.CSV", gdelt(1))
        self.load(table)
        post = self.write(
            "2019-05-01-talks.md",
            "---\nurl: https://news.example/0\ndate: 2019-05-01\n---\n"
            "The ministers of Norway and Jordan met in Vienna on Monday.\n",
        )
        summary = self.load(post)
        self.assertEqual((summary["replaced"], summary["articles"]), (1, 1))
        rules = [e["evidence"][0]["rule"] for e in self.events()]
        self.assertIn("gdelt:1", rules)
        self.assertGreater(len(rules), 1)
        afresh = self.folder / "afresh"
        self.load(post, base=afresh)
        self.load(table, base=afresh)
        self.assertEqual(self.bundle(afresh), self.bundle())

    def test_icews_rows_are_events(self):
        header = "Event ID,Event Date,Source Name,Source Sectors,Source Country,"
        header += "Event Text,CAMEO Code,Intensity,Target Name,Target Sectors,"
        header += "Target Country,Story ID,Sentence Number,Publisher,City,District,"
        header += "Province,Country,Latitude,Longitude"
        row = "1,2014-03-05,Citizen (Kenya),Social,Kenya,Demonstrate,141,-6.5,"
        row += "Government (Kenya),Government,Kenya,9,1,Wire,Nairobi,,Nairobi,Kenya,-1.3,36.8"
        text = (header + "\n" + row + "\n").replace(",", "\t")
        summary = self.load(self.write("events.tab", text))
        self.assertEqual((summary["added"], summary["files"][0]["others"]), (1, 1))
        (event,) = self.events()
        self.assertEqual((event["type"], event["mode"]), ("PROTEST", "demo"))
        self.assertEqual(event["time"]["edtf"], "2014-03-05")
        self.assertEqual(event["participants"][0]["affiliations"], ["kenya"])


class KillTest(BulkTest):
    def test_an_import_that_was_killed_goes_on(self):
        print(f"seed {SEED}", file=sys.stderr)
        rng = random.Random(SEED)
        table = self.write("a.CSV", gdelt(26000))
        whole = self.folder / "whole"
        begin = time.monotonic()
        self.load(table, base=whole)
        seconds = time.monotonic() - begin
        wanted = self.bundle(whole)
        kills = 0
        while kills < TIMES:
            base = self.folder / f"base-{kills}"
            written = 0
            for _ in range(4):
                process = subprocess.Popen(
                    [PROGRAM, "import", "--verbose", "--db", base, table],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
                time.sleep(rng.random() * seconds)
                process.kill()
                lines = process.communicate()[1].splitlines(keepends=True)
                kills += 1
                told = [line for line in lines if line.endswith("\n")]
                if told:
                    written = max(written, int(told[-1].rsplit(":", 1)[1]))
                done = subprocess.run(
                    [PROGRAM, "stats", "--json", "--db", base], capture_output=True
                )
                if done.returncode == 0:
                    there = json.loads(done.stdout)["events"]
                    self.assertGreaterEqual(there, written, "acknowledged rows are lost")
            self.load(table, base=base)
            self.assertEqual(self.bundle(base), wanted)


class ExportTest(BulkTest):
    def round_trip(self, base):
        bundle = self.write("a.ndjson", run("export", "--db", base, "--format", "bundle").out)
        copy = self.folder / "copy"
        summary = self.load(bundle, base=copy)
        self.assertEqual(summary["rejected"], 0)
        self.assertEqual(self.bundle(copy), bundle.read_text())
        for form in ("ndjson", "node-link", "graphml"):
            self.assertEqual(
                run("export", "--db", copy, "--format", form).out,
                run("export", "--db", base, "--format", form).out,
            )
        stats = run("stats", "--db", copy).out
        self.assertEqual(stats, run("stats", "--db", base).out)
        self.assertEqual(self.load(bundle, base=copy)["added"], 0)

        lines = self.write("lines.ndjson", run("export", "--db", base).out)
        shown = self.folder / "shown"
        self.load(lines, base=shown)
        self.assertEqual(run("export", "--db", shown).out, lines.read_text())
        self.assertEqual(self.load(lines, base=shown)["added"], 0)

    def test_the_posts_give_the_same_bytes(self):
        run("import", "--db", self.base, POSTS)
        self.round_trip(self.base)

    def test_what_people_decided_goes_along(self):
        run("import", "--db", self.base, POSTS)
        people = json.loads(run("entity", "search", "--db", self.base, "--json", "--kind", "person", "a").out)
        one, other = [each["id"] for each in people["entities"][:2]] if isinstance(people, dict) else [each["id"] for each in people[:2]]
        run("entity", "merge", "--db", self.base, one, other, "--reason", "a test")
        run("entity", "alias", "--db", self.base, other, "Another Name")
        run("entity", "revert", "--db", self.base, "cu-2", "--reason", "a test")
        self.round_trip(self.base)
        self.assertEqual(
            run("entity", "log", "--db", self.folder / "copy").out,
            run("entity", "log", "--db", self.base).out,
        )

    def test_rows_of_a_table_give_the_same_bytes(self):
        self.load(self.write("a.CSV", gdelt(500)))
        self.round_trip(self.base)

    def test_a_bundle_that_was_cut_or_changed_says_so(self):
        run("import", "--db", self.base, POSTS)
        whole = self.bundle().splitlines(keepends=True)
        cut = self.write("cut.ndjson", "".join(whole[:-1]))
        summary = self.load(cut, base=self.folder / "1", code=3)
        self.assertIn("was cut off", summary["rejections"][-1]["reason"])
        changed = self.write("changed.ndjson", "".join(whole[:-3] + whole[-2:]))
        summary = self.load(changed, base=self.folder / "2", code=3)
        self.assertIn("not those that were exported", summary["rejections"][-1]["reason"])
        broken = whole[:]
        broken[5] = broken[5][:100] + "\n"
        summary = self.load(
            self.write("broken.ndjson", "".join(broken)), base=self.folder / "3", code=3
        )
        self.assertIn("line 6: is no JSON", summary["rejections"][0]["reason"])


class CurrentEventsTest(BulkTest):
    def test_the_day_is_when_it_happened(self):
        day = (
            "Date: '2025-01-02'\nSource_URI: Portal:Current events/2025 January 2\n"
            "Payload:\n  Attacks:\n  - Some war\n"
            "  - Soldiers of Mali attack a village in Niger. (Wire)\n"
            "  - The president of Kenya visits Uganda. (Wire) (Other)\n"
        )
        summary = self.load(self.write("2025-01-02.yaml", day))
        self.assertEqual((summary["added"], summary["articles"]), (2, 2))
        events = self.events()
        self.assertTrue(events)
        for event in events:
            self.assertEqual(event["time"]["edtf"], "2025-01-02")
            self.assertEqual(event["time"]["basis"], "publication")
        self.assertEqual(self.load(self.folder / "2025-01-02.yaml")["unchanged"], 2)


@unittest.skipUnless(SAMPLES.is_dir(), f"no samples in {SAMPLES}")
class SamplesTest(BulkTest):
    def test_all_lines_of_gdelt_are_accounted_for(self):
        files = sorted((SAMPLES / "gdelt").iterdir())
        summary = self.load(SAMPLES / "gdelt", code=3)
        lines = sum(path.read_bytes().count(b"\n") for path in files)
        others = sum(each["others"] for each in summary["files"])
        counted = sum(summary[name] for name in ("added", "replaced", "unchanged", "rejected"))
        self.assertEqual(counted + others, lines)
        self.assertEqual({each["file"] for each in summary["files"]}, set(map(str, files)))
        self.assertEqual(sum(each["lines"] for each in summary["files"]), lines)
        again = self.load(SAMPLES / "gdelt", code=3)
        self.assertEqual((again["added"], again["replaced"]), (0, 0))
        self.assertEqual(again["unchanged"], summary["added"] + summary["unchanged"])

    def test_every_day_of_current_events_is_read(self):
        summary = self.load(SAMPLES / "current-events")
        self.assertEqual(len(summary["files"]), 60)
        self.assertGreater(summary["articles"], 1000)
        self.assertGreater(summary["events"], 1000)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
