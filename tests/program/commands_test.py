#!/usr/bin/env python3
"""The command line: exit codes, formats, and the layers of the analysis.

usage: commands_test.py PROGRAM SOURCES
"""

import json
import shutil
import subprocess
import unittest

from program import POSTS, PROGRAM, ProgramTest, main, run

QUESTIONS = [
    "events involving Hungary since August",
    "meetings between Trump and Putin in 2025",
    "attacks on Ukraine last week",
    "planned events in Budapest",
    "statements by Orban about sanctions before October",
    "events involving Trump and Putin but not Zelensky",
    "what happened between Russia and India on 15 October",
]


class ImportTest(ProgramTest):
    def test_the_summary_counts(self):
        posts = len(list(POSTS.iterdir()))
        self.assertEqual(self.imported["added"], posts)
        self.assertEqual(self.imported["articles"], posts)
        self.assertEqual(self.imported["rejections"], [])
        self.assertGreater(self.imported["events"], 0)

    def test_the_same_again_changes_nothing(self):
        again = json.loads(run("import", "--db", self.base, "--json", POSTS).out)
        self.assertEqual(again["unchanged"], self.imported["added"])
        self.assertEqual(again["events"], self.imported["events"])

    def test_what_is_rejected_is_named_and_the_rest_is_in(self):
        folder = self.folder / "mixed"
        folder.mkdir()
        (folder / "2025-10-17-good.md").write_text(
            "---\ntitle: A visit\ndate: 2025-10-17\n---\n\n"
            "The mayor of Vienna visited Bratislava on Thursday.\n"
        )
        (folder / "bad.md").write_text("nobody knows when\n")
        base = self.folder / "mixed-base"
        done = run("import", "--db", base, "--json", folder, code=3)
        summary = json.loads(done.out)
        self.assertEqual((summary["added"], summary["rejected"]), (1, 1))
        self.assertIn("bad.md", summary["rejections"][0]["file"])
        self.assertIn("bad.md", done.err)

    def test_bad_use_is_exit_2(self):
        for arguments in (
            [],
            ["frobnicate"],
            ["import", "--db", self.base],
            ["import", POSTS],
            ["query", "--db", self.base],
            ["query", "--db", self.base, "--limit", "0", "events"],
            ["query", "--db", self.base, "--format", "xml", "events"],
            ["query", "--db", self.base, "--cursor", "zzz", "events"],
            ["query", "--db", self.base, "--now", "someday", "events"],
            ["query", "--db", self.base, "--now", "../2025", "events"],
            ["query", "--db", self.base, "--type", "PICNIC"],
            ["query", "--db", self.folder / "nowhere", "events"],
            ["export", "--db", self.base, "--format", "xml"],
            ["export", "--db", self.base, "--since", "2025-13"],
            ["explain", "--layer", "soul"],
            ["serve", "--db", self.folder / "nowhere"],
            ["stats", "--db", self.folder / "nowhere"],
        ):
            with self.subTest(arguments):
                done = run(*arguments, code=2)
                self.assertEqual(done.out, "")
                self.assertNotEqual(done.err, "")


class QueryTest(ProgramTest):
    def query(self, *arguments):
        done = run("query", "--db", self.base, "--format", "json", *arguments)
        return json.loads(done.out)

    def test_the_questions_of_the_manual_are_understood(self):
        for phrase in QUESTIONS:
            with self.subTest(phrase):
                answer = self.query(phrase)
                self.assertEqual(
                    list(answer), ["interpreted", "total", "events", "next_cursor"]
                )
                self.assertEqual(answer["interpreted"]["phrase"], phrase)
                self.assertGreaterEqual(answer["total"], len(answer["events"]))

    def test_a_last_name_finds_the_person(self):
        for name in ("Trump", "Putin", "Orban", "Zelensky"):
            with self.subTest(name):
                answer = self.query(f"events involving {name}")
                self.assertGreater(answer["total"], 0)

    def test_words_that_mean_nothing_are_named(self):
        done = run("query", "--db", self.base, "events involving Blorpland nextish", code=2)
        self.assertIn("'Blorpland', 'nextish'", done.err)

    def test_now_is_the_newest_report_or_what_is_said(self):
        stats = json.loads(run("stats", "--db", self.base, "--json").out)
        newest = self.query("events last week")["interpreted"]
        self.assertEqual(newest["now"], stats["last_reported"])
        said = self.query("--now", "2025-10-17", "events last week")["interpreted"]
        self.assertEqual(said["datetime"], "2025-10-06/2025-10-12")

    def test_cursors_lead_through_all_events_once(self):
        ids, cursor = [], ""
        while cursor is not None:
            page = self.query("--limit", "100", "--cursor", cursor, "events")
            ids += [event["id"] for event in page["events"]]
            cursor = page["next_cursor"]
        self.assertEqual(len(ids), self.imported["events"])
        self.assertEqual(len(set(ids)), len(ids))

    def test_filters_are_those_of_the_api(self):
        by_phrase = self.query("events involving Hungary since August")
        by_flags = self.query("--involving", "Hungary", "--since", "2025-08")
        both = self.query("events since August", "--involving", "hungary")
        self.assertEqual(by_flags["events"], by_phrase["events"])
        self.assertEqual(both["events"], by_phrase["events"])
        either = self.query("--type", "ASSAULT", "--type", "PROTEST")
        self.assertEqual(
            {event["type"] for event in either["events"]}, {"ASSAULT", "PROTEST"}
        )
        done = run("query", "--db", self.base, "--type", "ASSALT", code=2)
        self.assertIn("--type", done.err)

    def test_every_format_has_the_same_events(self):
        phrase = ["query", "--db", self.base, "events involving Ukraine",
                  "--limit", "1000", "--format"]
        ids = [e["id"] for e in json.loads(run(*phrase, "json").out)["events"]]
        lines = run(*phrase, "ndjson").out.splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], ids)
        csv = run(*phrase, "csv").out
        for id in ids:
            self.assertIn(id, csv)
        self.assertIn(f"{len(ids)} event", run(*phrase, "table").out)

    def test_output_that_cannot_be_written_is_a_failure(self):
        for arguments in (["query", "--db", self.base, "events"],
                          ["export", "--db", self.base],
                          ["stats", "--db", self.base]):
            with self.subTest(arguments), open("/dev/full", "w") as full:
                done = subprocess.run([PROGRAM, *arguments], stdout=full,
                                      stderr=subprocess.PIPE)
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"could not be written", done.stderr)

    def test_a_reader_that_leaves_ends_it_without_a_word(self):
        writer = subprocess.Popen([PROGRAM, "export", "--db", self.base],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        json.loads(writer.stdout.readline())
        writer.stdout.close()
        self.assertEqual(writer.stderr.read(), b"")
        writer.stderr.close()
        self.assertNotEqual(writer.wait(60), 0)


class EntityTest(ProgramTest):
    def test_search_finds_as_one_types(self):
        found = json.loads(run("entity", "search", "--db", self.base, "ORB").out)
        self.assertIn("viktor-orban", [e["id"] for e in found["entities"]])
        for entity in found["entities"]:
            names = [entity["name"], *entity["aliases"]]
            words = " ".join(names).lower().split()
            self.assertTrue(any(word.startswith("orb") for word in words), names)
        one = json.loads(
            run("entity", "search", "--db", self.base, "--limit", "1", "b").out
        )
        self.assertEqual(len(one["entities"]), 1)
        places = json.loads(
            run("entity", "search", "--db", self.base, "--kind", "country", "u").out
        )
        self.assertEqual({e["kind"] for e in places["entities"]}, {"country"})

    def test_finding_nothing_is_an_empty_list(self):
        done = run("entity", "search", "--db", self.base, "zzzzz")
        self.assertEqual(json.loads(done.out), {"entities": []})

    def test_an_entity_is_shown_by_id_or_by_name(self):
        by_id = json.loads(run("entity", "show", "--db", self.base, "viktor-orban").out)
        by_name = json.loads(run("entity", "show", "--db", self.base, "Orbán").out)
        self.assertEqual(by_id, by_name)
        self.assertEqual(by_id["kind"], "person")
        events = json.loads(
            run("query", "--db", self.base, "--involving", "viktor-orban").out
        )
        self.assertEqual(by_id["count"], events["total"])

    def test_who_is_not_there_is_bad_use(self):
        for arguments in (
            ["entity"],
            ["entity", "show", "--db", self.base],
            ["entity", "show", "--db", self.base, "nobody-at-all"],
            ["entity", "search", "--db", self.base],
            ["entity", "search", "--db", self.base, "--kind", "ghost", "a"],
            ["entity", "search", "--db", self.folder / "nowhere", "a"],
        ):
            with self.subTest(arguments):
                done = run(*arguments, code=2)
                self.assertEqual(done.out, "")
                self.assertNotEqual(done.err, "")


class CurationTest(ProgramTest):
    """Each test has a base of its own, of the same posts."""

    def setUp(self):
        self.mine = self.folder / self.id().rsplit(".", 1)[1]
        shutil.copytree(self.base, self.mine)

    def entity(self, command, *arguments):
        return json.loads(run("entity", command, "--db", self.mine, *arguments).out)

    def events(self, *arguments):
        done = run("query", "--db", self.mine, "--limit", "1000", *arguments)
        return json.loads(done.out)["events"]

    def exported(self):
        return run("export", "--db", self.mine).out

    def test_a_merge_holds_for_events_names_and_what_comes_later(self):
        loser = {e["id"] for e in self.events("--involving", "vladimir-putin")}
        winner = {e["id"] for e in self.events("--involving", "donald-trump")}
        self.assertTrue(loser - winner)
        act = self.entity("merge", "vladimir-putin", "donald-trump", "--reason", "a test")
        self.assertEqual((act["id"], act["kind"], act["reason"]), ("cu-1", "merge", "a test"))
        both = self.events("--involving", "donald-trump")
        self.assertEqual({e["id"] for e in both}, loser | winner)
        for event in both:
            self.assertNotIn("vladimir-putin", [p["entity"] for p in event["participants"]])
        self.assertEqual(self.entity("show", "Putin")["id"], "donald-trump")
        later = self.folder / "later.md"
        later.write_text(
            "---\ntitle: A visit\ndate: 2025-12-01\n---\n\n"
            "Vladimir Putin visited Minsk on Sunday.\n"
        )
        run("import", "--db", self.mine, later)
        events = self.events("--involving", "donald-trump", "--since", "2025-11-30")
        self.assertIn("later.md", str(events))

    def test_before_a_merge_there_were_two(self):
        asked = ["--actor", "vladimir-putin", "--as_of", "2025-12"]
        before = self.events(*asked)
        self.assertTrue(before)
        self.entity("merge", "vladimir-putin", "donald-trump", "--reason", "a test")
        self.assertEqual(self.events(*asked), before)

    def test_a_revert_restores_every_event(self):
        before = self.exported()
        self.entity("merge", "vladimir-putin", "donald-trump", "--reason", "a test")
        self.assertNotEqual(self.exported(), before)
        act = self.entity("revert", "cu-1", "--reason", "they are two")
        self.assertEqual(act["revert_reason"], "they are two")
        self.assertEqual(self.exported(), before)
        log = self.entity("log")["acts"]
        self.assertEqual([each["id"] for each in log], ["cu-1"])
        self.assertIsNotNone(log[0]["reverted"])

    def test_acts_and_imports_come_to_the_same_in_either_order(self):
        base = self.folder / "other-order"
        posts = sorted(POSTS.iterdir())
        run("import", "--db", base, *posts[:30])
        names = ["vladimir-putin", "donald-trump", "--reason", "a test"]
        run("entity", "merge", "--db", base, *names)
        run("import", "--db", base, *posts)
        self.entity("merge", *names)
        self.assertEqual(run("export", "--db", base).out, self.exported())

    def test_a_split_moves_the_events_of_an_article(self):
        events = self.events("--actor", "donald-trump")
        article = events[0]["evidence"][0]["article"]["id"]
        act = self.entity("split", "donald-trump", "Another Trump", "--article", article)
        self.assertEqual(act["into"], "another-trump")
        moved = self.events("--actor", "another-trump")
        self.assertIn(events[0]["id"], [event["id"] for event in moved])
        for event in moved:
            self.assertIn(article, str(event["evidence"]))
        self.assertEqual(self.entity("show", "another-trump")["count"], len(moved))

    def test_names_are_kept_when_articles_are_read_again(self):
        self.entity("rename", "viktor-orban", "Orbán Viktor")
        self.entity("alias", "viktor-orban", "Vik Tor")
        post = next(p for p in sorted(POSTS.iterdir()) if "Orban" in p.read_text())
        changed = self.folder / post.name
        changed.write_text(post.read_text() + "\nOrban spoke again.\n")
        run("import", "--db", self.mine, changed)
        shown = self.entity("show", "viktor-orban")
        self.assertEqual(shown["name"], "Orbán Viktor")
        self.assertIn("Vik Tor", shown["aliases"])
        for event in self.events("--actor", "viktor-orban"):
            named = [p["name"] for p in event["participants"] if p["entity"] == "viktor-orban"]
            self.assertEqual(named, ["Orbán Viktor"])

    def test_what_cannot_be_is_bad_use(self):
        self.entity("merge", "vladimir-putin", "donald-trump", "--reason", "a test")
        for arguments in (
            ["merge", "hungary", "ukraine"],
            ["merge", "hungary", "hungary", "--reason", "x"],
            ["merge", "vladimir-putin", "hungary", "--reason", "x"],
            ["merge", "nobody-at-all", "hungary", "--reason", "x"],
            ["split", "hungary", "New"],
            ["split", "hungary", "New", "--article", "none"],
            ["rename", "hungary", " "],
            ["revert", "cu-9"],
            ["revert", "1"],
        ):
            with self.subTest(arguments):
                command, *rest = arguments
                done = run("entity", command, "--db", self.mine, *rest, code=2)
                self.assertEqual(done.out, "")
                self.assertNotEqual(done.err, "")
        self.assertEqual(len(self.entity("log")["acts"]), 1)
        run("entity", "rename", "--db", self.folder / "nowhere", "a", "b", code=2)
        self.assertFalse((self.folder / "nowhere").exists())


class ExplainTest(unittest.TestCase):
    TEXT = "“Nagyszerű!” Donald Trump met Viktor Orbán in Budapest last Friday."

    def lines(self, layer, text):
        out = run("explain", "--layer", layer, "--jsonl", stdin=text).out
        return [json.loads(line) for line in out.splitlines()]

    def one(self, layer, **line):
        return self.lines(layer, json.dumps({"id": 1, **line}) + "\n")[0]

    def test_times(self):
        found = self.one("time", dct="2025-10-17", text=self.TEXT)["timexes"]
        self.assertEqual(len(found), 1)
        self.assertEqual(
            {k: found[0][k] for k in ("text", "type", "value", "edtf", "begin", "end_time")},
            {"text": "last Friday", "type": "DATE", "value": "2025-10-10",
             "edtf": "2025-10-10", "begin": "2025-10-10T00:00:00Z",
             "end_time": "2025-10-11T00:00:00Z"},
        )

    def test_offsets_are_code_points(self):
        for layer, list in (("time", "timexes"), ("entities", "mentions")):
            found = self.one(layer, dct="2025-10-17", text=self.TEXT)[list]
            self.assertNotEqual(found, [])
            for each in found:
                self.assertEqual(self.TEXT[each["start"]:each["end"]], each["text"])

    def test_mentions(self):
        found = self.one("entities", dct="2025-10-17", text=self.TEXT)["mentions"]
        by_id = {mention["entity"]: mention for mention in found}
        self.assertEqual(by_id["donald-trump"]["kind"], "person")
        self.assertEqual(by_id["budapest"]["country"], "HU")
        self.assertAlmostEqual(by_id["budapest"]["lat"], 47.5, delta=0.1)
        self.assertAlmostEqual(by_id["budapest"]["lon"], 19.05, delta=0.1)

    def test_events(self):
        found = self.one("events", dct="2025-10-17", text=self.TEXT)["events"]
        self.assertEqual(len(found), 1)
        event = found[0]
        self.assertEqual(event["type"], "CONSULT")
        self.assertEqual(event["time"]["edtf"], "2025-10-10")
        evidence = event["evidence"][0]
        self.assertEqual(self.TEXT[evidence["begin"]:evidence["end"]], evidence["quote"])

    def test_without_a_day_of_publication_nothing_is_resolved(self):
        for line in ({"dct": None}, {}):
            found = self.one("time", text="They met last Friday.", **line)["timexes"]
            self.assertEqual(found[0]["text"], "last Friday")
            self.assertNotIn("edtf", found[0])

    def test_each_line_has_its_answer_in_order(self):
        lines = [
            '{"id":1,"dct":"2025-10-17","text":"yesterday","other":[1]}',
            "nonsense",
            '{"id":"b"}',
            '[{"id":4}]',
            '{"id":5,"text":7}',
            '{"id":6,"dct":"2025-99","text":"x"}',
            '{"id":7,"dct":"../2025","text":"yesterday"}',
            '{"id":8,"text":""}',
        ]
        for layer, key in (("tokens", "sentences"), ("time", "timexes"),
                           ("entities", "mentions"), ("events", "events")):
            with self.subTest(layer):
                answers = self.lines(layer, "\n".join(lines))
                self.assertEqual([answer["id"] for answer in answers],
                                 [1, None, "b", None, 5, 6, 7, 8])
                self.assertEqual(["error" in answer for answer in answers],
                                 [False, True, True, True, True, True, True, False])
                self.assertIn(key, answers[0])
                self.assertEqual(answers[-1][key], [])

    def test_many_lines_keep_their_order(self):
        lines = "".join(
            json.dumps({"id": i, "dct": "2025-10-17", "text": f"on day {i}"}) + "\n"
            for i in range(1000)
        )
        answers = self.lines("time", lines)
        self.assertEqual([answer["id"] for answer in answers], list(range(1000)))

    def test_who_waits_for_an_answer_gets_it(self):
        process = subprocess.Popen([PROGRAM, "explain", "--layer", "time", "--jsonl"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for id in (1, 2):
            process.stdin.write(json.dumps({"id": id, "text": "in May 2025"}) + "\n")
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["id"], id)
        process.stdin.close()
        self.assertEqual(process.wait(60), 0)
        process.stdout.close()


if __name__ == "__main__":
    main()
