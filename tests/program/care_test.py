#!/usr/bin/env python3
"""Looking after a base: check, backup, restore, compact, and bases of older
formats.

usage: care_test.py PROGRAM SOURCES
"""

import json
import os
import pathlib
import shutil
import tempfile
import unittest

from program import POSTS, SOURCES, ProgramTest, main, run


def export(base):
    return run("export", "--db", base, "--format", "ndjson").out


class CareTest(ProgramTest):
    def test_a_base_is_sound_after_import(self):
        self.assertIn("is what their records imply", run("check", "--db", self.base).out)

    def test_a_restored_backup_is_the_base_as_it_was(self):
        base = self.folder / "backed-up"
        backups = self.folder / "backups"
        again = self.folder / "again"
        posts = sorted(POSTS.glob("*.md"))
        run("import", "--db", base, *posts[:5])
        before = export(base)
        first = run("backup", "--db", base, backups).out
        self.assertIn("backup 1 of version", first)
        run("import", "--db", base, *posts[5:7])
        self.assertNotEqual(export(base), before)
        run("restore", "--db", again, backups)
        self.assertEqual(export(again), before)
        run("check", "--db", again)

        after = export(base)
        self.assertIn("backup 2 of version", run("backup", "--db", base, backups).out)
        run("restore", "--db", again, backups, code=2)
        self.assertEqual(export(again), before)
        shutil.rmtree(again)
        run("restore", "--db", again, backups)
        self.assertEqual(export(again), after)
        # It is a base like any other.
        run("import", "--db", again, posts[8])
        run("check", "--db", again)

    def test_a_second_backup_copies_only_what_is_new(self):
        base = self.folder / "slow"
        shutil.copytree(self.base, base)
        backups = self.folder / "slow-backups"
        run("compact", "--db", base)

        def new_bytes():
            out = run("backup", "--db", base, backups).out
            return int(out.split(" new bytes")[0].rsplit(" ", 1)[1])

        self.assertGreater(new_bytes(), 200_000)
        self.assertLess(new_bytes(), 50_000)

    def test_a_damaged_backup_is_not_restored(self):
        base = self.folder / "compacted"
        shutil.copytree(self.base, base)
        run("compact", "--db", base)
        backups = self.folder / "damaged"
        run("backup", "--db", base, backups)
        tables = sorted((backups / "shared_checksum").iterdir(), key=os.path.getsize)
        data = bytearray(tables[-1].read_bytes())
        data[len(data) // 2] ^= 255
        tables[-1].write_bytes(data)
        again = self.folder / "from-damaged"
        self.assertIn("orruption", run("restore", "--db", again, backups, code=1).err)
        self.assertFalse(again.exists())

    def test_folders_that_hold_other_things_are_left_alone(self):
        photos = self.folder / "photos"
        photos.mkdir()
        (photos / "cat.jpg").write_text("meow")
        run("backup", "--db", self.base, photos, code=1)
        run("restore", "--db", photos, self.folder, code=2)
        run("restore", "--db", self.folder / "x", photos, code=2)
        run("restore", "--db", self.folder / "x", self.folder / "none", code=2)
        self.assertEqual([p.name for p in photos.iterdir()], ["cat.jpg"])

    def test_compacting_changes_no_answer(self):
        base = self.folder / "to-compact"
        shutil.copytree(self.base, base)
        before = export(base)
        run("compact", "--db", base)
        self.assertEqual(export(base), before)
        run("check", "--db", base)

    def test_a_damaged_base_is_found_out(self):
        base = self.folder / "to-damage"
        shutil.copytree(self.base, base)
        run("compact", "--db", base)
        tables = sorted(pathlib.Path(base).glob("*.sst"), key=os.path.getsize)
        data = bytearray(tables[-1].read_bytes())
        data[len(data) // 3] ^= 255
        tables[-1].write_bytes(data)
        self.assertIn("orruption", run("check", "--db", base, code=1).err)


class OldFormatTest(unittest.TestCase):
    """tests/storage/upgrade_test.cc asks it more."""

    def test_an_older_base_is_upgraded_asked_and_added_to(self):
        def events(base):
            return json.loads(run("stats", "--db", base, "--json").out)["events"]

        for name in ("base_format_2", "base_format_3"):
            with self.subTest(name), tempfile.TemporaryDirectory(
                prefix="annals-old-"
            ) as folder:
                base = pathlib.Path(folder) / "base"
                shutil.copytree(SOURCES / "tests" / "data" / name, base)
                refused = run("check", "--db", base, code=2).err
                self.assertIn(f"'annals compact --db {base}'", refused)
                run("compact", "--db", base)
                run("check", "--db", base)
                self.assertEqual(events(base), 28)
                run("import", "--db", base, sorted(POSTS.glob("*.md"))[5])
                run("check", "--db", base)
                self.assertGreater(events(base), 28)


if __name__ == "__main__":
    main()
