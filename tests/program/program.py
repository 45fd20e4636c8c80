"""The annals program as its tests start it.

Each test file is called with the program and the folder of the sources.
"""

import contextlib
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCES = sys.argv[1], pathlib.Path(sys.argv[2])
POSTS = SOURCES / "tests" / "data" / "posts"


def run(*arguments, stdin="", code=0):
    """What the program did; it must exit with `code`."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=300,
    )
    done.out, done.err = done.stdout.decode(), done.stderr.decode()
    if done.returncode != code:
        raise AssertionError(
            f"{arguments}: exit {done.returncode}, not {code}\n{done.err}"
        )
    return done


class Server:
    """`annals serve` on a free port."""

    def __init__(self, base):
        self.stderr = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--db", base, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=self.stderr,
            text=True,
        )
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])

    def ask(self, target, method="GET", body=None, **headers):
        """(status, headers, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            names = {k.replace("_", "-"): v for k, v in headers.items()}
            connection.request(method, target, body=body, headers=names)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def json(self, target, status=200):
        got, _, body = self.ask(target)
        if got != status:
            raise AssertionError(f"{target}: {got}\n{body.decode()}")
        return json.loads(body)

    def complaints(self):
        return os.pread(self.stderr.fileno(), 1 << 20, 0).decode()

    def stop(self):
        self.process.terminate()
        self.process.stdout.close()
        code = self.process.wait(30)
        self.stderr.close()
        return code


class ProgramTest(unittest.TestCase):
    """Has the sample posts in `base`."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="annals-program-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.base = str(cls.folder / "base")
        cls.imported = json.loads(
            run("import", "--db", cls.base, "--json", POSTS).out
        )


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)
