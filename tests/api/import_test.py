#!/usr/bin/env python3
"""What `annals import` does with the files of the world.

usage: import_test.py ANNALS

Whatever cannot be an article is rejected by name with its reason, and the rest
goes in; the same folder again changes nothing; an edited article takes back what
it had claimed.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ANNALS = sys.argv.pop(1)

GOOD = "The ministers of Norway and Jordan met in Vienna on Monday.\n"


def post(text, date="2025-10-15"):
    return f"---\ntitle: A post\ndate: {date}\n---\n{text}".encode()


class ImportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="annals-import-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.base = self.folder / "base"
        self.posts = self.folder / "posts"
        self.posts.mkdir()

    def run_import(self, *paths):
        """The exit code and the summary."""
        done = subprocess.run(
            [ANNALS, "import", "--json", "--db", self.base, *(paths or [self.posts])],
            capture_output=True,
            timeout=300,
        )
        return done.returncode, json.loads(done.stdout)

    def events(self):
        done = subprocess.run(
            [ANNALS, "export", "--db", self.base], capture_output=True, check=True
        )
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def test_rejects_each_bad_file_by_name_and_takes_the_rest(self):
        contents = {
            "no-date.md": (b"---\ntitle: A\n---\n" + GOOD.encode(), "has no date"),
            "open.md": (b"---\ndate: 2025-10-15\n" + GOOD.encode(), "line 1: "),
            "broken.md": (b"---\n]\n---\n" + GOOD.encode(), "line 2: "),
            "no-such-day.md": (post(GOOD, "2025-02-30"), "does not exist"),
            "too-late.md": (post(GOOD, "9999-01-01"), "is not in"),
            "utf16.md": (post(GOOD).decode().encode("utf-16-le"), "NUL byte"),
            "nul.md": (post("A\0B"), "NUL byte at offset"),
            "binary.md": (bytes(range(1, 256)) * 40, "not UTF-8"),
            "empty.md": (b"", "is empty"),
            "no-body.md": (post("\n\n"), "has no text"),
            "only-liquid.md": (post("{% include a.html %}"), "has no text"),
            "huge.md": (post("x " * (25 << 20)), "an article has at most"),
        }
        for name, (content, _) in contents.items():
            (self.posts / name).write_bytes(content)
        reasons = {name: reason for name, (_, reason) in contents.items()}
        os.mkfifo(self.posts / "pipe.md")
        reasons["pipe.md"] = "is no regular file"
        (self.posts / "loop.md").symlink_to("loop.md")
        reasons["loop.md"] = "symbolic links"
        (self.posts / "gone.md").symlink_to("nowhere.md")
        reasons["gone.md"] = "no such file"
        (self.posts / "itself").symlink_to(self.posts)
        if os.geteuid() != 0:  # root may read everything
            (self.posts / "secret.md").write_bytes(post(GOOD))
            (self.posts / "secret.md").chmod(0)
            reasons["secret.md"] = "cannot be read"
            (self.posts / "locked").mkdir(mode=0)
            reasons["locked"] = "denied"
            self.addCleanup((self.posts / "locked").chmod, 0o700)

        good = {
            "crlf.md": post(GOOD).replace(b"\n", b"\r\n"),
            "bom.md": b"\xef\xbb\xbf" + post(GOOD),
            "windows.md": post("\x93Yes\x94, he said. " + GOOD).decode().encode("latin-1"),
            "toml.md": b'+++\ndate = 2025-10-15T01:02:03Z\n+++\n' + GOOD.encode(),
            "pelican.md": b"Title: A\nDate: 2025-10-15 01:02\n\n" + GOOD.encode(),
            "html.md": post(f"<p>{GOOD}</p>"),
        }
        for name, content in good.items():
            (self.posts / name).write_bytes(content)
        folder = self.posts / "folder.md"
        folder.mkdir()
        (folder / "inside.md").write_bytes(post(GOOD))
        (pathlib.Path(os.fsdecode(bytes(folder) + b"/\xff.md"))).write_bytes(post(GOOD))

        code, summary = self.run_import()
        self.assertEqual(code, 3)
        rejected = {
            os.path.basename(each["file"]): each["reason"]
            for each in summary["rejections"]
        }
        self.assertEqual(rejected.keys(), reasons.keys())
        for name, reason in reasons.items():
            self.assertIn(reason, rejected[name])
            self.assertIn(name, rejected[name])
        self.assertEqual(summary["added"], len(good) + 2)
        self.assertEqual(summary["articles"], len(good) + 2)

    def test_a_path_that_is_not_there_is_rejected_by_name(self):
        (self.posts / "good.md").write_bytes(post(GOOD))
        code, summary = self.run_import(self.folder / "nowhere", self.posts)
        self.assertEqual(code, 3)
        self.assertEqual(summary["added"], 1)
        self.assertIn("nowhere: no such file", summary["rejections"][0]["reason"])

    def test_the_same_folder_again_changes_nothing(self):
        for n in range(3):
            (self.posts / f"{n}.md").write_bytes(post(GOOD))
        self.assertEqual(self.run_import()[0], 0)
        before = self.events()
        code, summary = self.run_import()
        self.assertEqual(code, 0)
        self.assertEqual((summary["added"], summary["unchanged"]), (0, 3))
        self.assertEqual(self.events(), before)
        self.assertTrue(before)

    def test_an_edited_article_takes_back_what_it_had_claimed(self):
        edited = self.posts / "edited.md"
        edited.write_bytes(post("Poland imposed sanctions on Serbia in May.\n"))
        (self.posts / "other.md").write_bytes(post(GOOD))
        self.run_import()
        self.assertTrue(any(e["type"] == "SANCTION" for e in self.events()))

        edited.write_bytes(post(GOOD))
        code, summary = self.run_import()
        self.assertEqual(code, 0)
        self.assertEqual((summary["replaced"], summary["unchanged"]), (1, 1))
        after = self.events()
        self.assertFalse(any(e["type"] == "SANCTION" for e in after))

        self.base = self.folder / "afresh"
        self.run_import()
        self.assertEqual(self.events(), after)


if __name__ == "__main__":
    unittest.main()
