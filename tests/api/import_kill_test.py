#!/usr/bin/env python3
"""Kills `annals import` at random moments and checks what is then in the base.

usage: import_kill_test.py ANNALS TIMES [SEED]

Articles are committed in the order of their names, so a base that an import was
killed on must be, byte for byte of its export, a base that was given the first k
articles and no more, with k at least the number that was acknowledged. Importing
the folder again must end in the base of an import that was never killed.
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

POSTS = 16
LIVES = 10  # kills before an import is left to end

PLACES = ["Budapest", "Vienna", "Geneva", "Ankara", "Warsaw"]
COUNTRIES = ["Hungary", "Serbia", "Turkey", "Poland", "Norway", "Jordan"]
DAYS = ["Monday", "Tuesday", "Wednesday"]


def write_posts(folder, rng):
    """Short posts that tell of few happenings, so that many meet in one event."""
    for n in range(POSTS):
        one, other = rng.sample(COUNTRIES, 2)
        place, day = rng.choice(PLACES), rng.choice(DAYS)
        (folder / f"2025-10-{10 + n // 4}-post-{n:03}.md").write_text(
            f"---\ntitle: Post {n}\ndate: 2025-10-{10 + n // 4}\n---\n"
            f"The foreign ministers of {one} and {other} met in {place} on {day}.\n"
            f"{one} imposed sanctions on {other} in September.\n\n"
            f"Protesters marched in {place} last week, police said.\n"
        )


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.returncode} {done.stdout}{done.stderr}")
    return done.stdout


def is_made(annals, base):
    """Whether the base itself was made before the kill."""
    command = [annals, "stats", "--db", base]
    return subprocess.run(command, capture_output=True).returncode == 0


def state(annals, base):
    """All that can be read of a base, and how many articles it has."""
    stats = run(annals, "stats", "--json", "--db", base)
    return stats + run(annals, "export", "--db", base)


def import_killed(annals, base, posts, wanted, seconds):
    """The posts that were acknowledged; None if the import ended by itself.

    Kills `seconds` after `wanted` posts were acknowledged.
    """
    process = subprocess.Popen(
        [annals, "import", "--verbose", "--db", base, posts],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    timer = threading.Timer(seconds, process.kill)
    if wanted == 0:
        timer.start()
    lines = []
    for line in process.stderr:
        # A last line may be cut short by the kill: it was not acknowledged.
        if line.endswith("\n"):
            lines.append(line)
            if len(lines) == wanted:
                timer.start()
    process.wait()
    timer.cancel()
    if process.returncode == 0:
        return None
    if process.returncode != -9:
        sys.exit(f"the import failed: {process.returncode} {''.join(lines)}")
    if any(line.split()[0] not in ("added", "unchanged") for line in lines):
        sys.exit(f"the import said: {''.join(lines)}")
    return len(lines)


def references(annals, posts, folder):
    """The states of bases with the first 1, 2, … posts, each imported at once."""
    base = folder / "reference"
    states = []
    for post in sorted(posts.iterdir()):
        run(annals, "import", "--db", base, post)
        states.append(state(annals, base))
    whole = folder / "whole"
    begin = time.monotonic()
    run(annals, "import", "--db", whole, posts)
    seconds = time.monotonic() - begin
    if state(annals, whole) != states[-1]:
        sys.exit("post by post and all at once give different bases")
    if len(set(states)) != POSTS:
        sys.exit("a post changes nothing: the test would not see it lost")
    return states, seconds


def main():
    annals, times = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    print(f"seed {seed}", flush=True)
    rng = random.Random(seed)
    killed = acknowledged = found = ended = 0
    with tempfile.TemporaryDirectory(prefix="annals-kill-") as name:
        folder = pathlib.Path(name)
        posts = folder / "posts"
        posts.mkdir()
        write_posts(posts, rng)
        states, seconds = references(annals, posts, folder)
        while killed < times:
            with tempfile.TemporaryDirectory(dir=folder) as base:
                there = 0
                for _ in range(min(LIVES, times - killed)):
                    # A third of them early, while the base is being opened.
                    wanted = rng.randrange(POSTS) if rng.random() < 0.67 else 0
                    longest = 2 * seconds / POSTS if wanted else seconds / 2
                    last = import_killed(
                        annals, base, posts, wanted, rng.random() * longest
                    )
                    if last is None:
                        break
                    killed += 1
                    acknowledged += last
                    if last == there == 0 and not is_made(annals, base):
                        continue
                    now = state(annals, base)
                    empty = '"articles": 0,' in now
                    if not empty and now not in states:
                        sys.exit(f"the base is not one of whole articles:\n{now}")
                    there_now = 0 if empty else states.index(now) + 1
                    if there_now < max(last, there):
                        sys.exit(f"{last} acknowledged, {there_now} there")
                    there = there_now
                    found += there
                run(annals, "import", "--db", base, posts)
                if state(annals, base) != states[-1]:
                    sys.exit("an import after a kill ends in another base")
                ended += 1
            if killed % 500 < LIVES:
                print(f"{killed} kills, {acknowledged} articles", flush=True)
    print(
        f"OK: {killed} kills, {acknowledged} articles acknowledged and "
        f"{found} found, {ended} imports ended in the base of one never killed"
    )


if __name__ == "__main__":
    main()
