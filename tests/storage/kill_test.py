#!/usr/bin/env python3
"""Kills a writer at random moments and checks that nothing acknowledged is lost.

usage: kill_test.py KILL_WRITER TIMES [SEED]

Each time: start the writer, let it acknowledge some batches (or none: it may die
while opening), kill it with SIGKILL, and have the base checked. A base is
used for a while and then replaced, so that creating one is cut short as well.
"""

import random
import subprocess
import sys
import tempfile
import threading

LIVES = 25  # kills a base goes through
MOST = 40  # batches acknowledged before the kill
OPENING = 0.05  # seconds that opening takes, about
WRITING = 0.005  # seconds that a few batches take


def run_until_killed(writer, folder, first, wanted, seconds):
    """The last batch that was acknowledged, or first - 1.

    Kills `seconds` after `wanted` batches were acknowledged: a clock alone would
    kill a slow machine's writer before it has written anything.
    """
    process = subprocess.Popen(
        [writer, "write", folder, str(first)], stdout=subprocess.PIPE, text=True
    )
    timer = threading.Timer(seconds, process.kill)
    last = first - 1
    other = []
    if wanted == 0:
        timer.start()
    for line in process.stdout:
        # A last line may be cut short by the kill: it was not acknowledged.
        if line.endswith("\n") and line.strip().isdigit():
            last = int(line)
            if last - first + 1 == wanted:
                timer.start()
        elif line.endswith("\n"):
            other.append(line)
    process.wait()
    timer.cancel()
    if other or process.returncode != -9:
        sys.exit(f"the writer failed: {process.returncode} {''.join(other)}")
    return last


def check(writer, folder, last):
    """How many batches the base has."""
    done = subprocess.run(
        [writer, "check", folder, str(last)], capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"{folder}, {last} acknowledged: {done.stdout}{done.stderr}")
    return int(done.stdout.split()[1])


def main():
    writer, times = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    print(f"seed {seed}", flush=True)
    rng = random.Random(seed)
    killed = acknowledged = unacknowledged = 0
    while killed < times:
        with tempfile.TemporaryDirectory(prefix="annals-kill-") as folder:
            there = 0
            for _ in range(min(LIVES, times - killed)):
                # A third of them early, while the base is being opened.
                wanted = rng.randrange(MOST) if rng.random() < 0.67 else 0
                longest = WRITING if wanted else OPENING
                last = run_until_killed(
                    writer, folder, there + 1, wanted, rng.random() * longest
                )
                acknowledged += last - there
                there = check(writer, folder, last)
                unacknowledged += there - last
                killed += 1
        if killed % 500 < LIVES:
            print(f"{killed} kills, {acknowledged} batches", flush=True)
    print(
        f"OK: {killed} kills, {acknowledged} batches acknowledged and found, "
        f"{unacknowledged} found whole before they were acknowledged"
    )


if __name__ == "__main__":
    main()
