#!/usr/bin/env python3
"""The program serving the sample posts, and its exports as others read them.

usage: served_test.py PROGRAM SOURCES
"""

import gzip
import hashlib
import io
import json
import re
import shutil
import socket
import tempfile
import time
import unittest

import networkx

from program import POSTS, SOURCES, ProgramTest, Server, main, run


def read_node_link(document):
    try:
        return networkx.node_link_graph(document, edges="links")
    except TypeError:  # before NetworkX 3.4
        return networkx.node_link_graph(document)


def wait_for(fact, seconds=60):
    end = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > end:
            raise AssertionError("it never came true")
        time.sleep(0.1)


class ServedTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Server(cls.base)
        cls.addClassCleanup(cls.server.stop)

    def id_of(self, prefix):
        return self.server.json(f"/v1/entities?prefix={prefix}")["data"][0]["id"]


class ExportTest(ServedTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        answer = cls.server.json("/v1/graph?max_nodes=20000&max_edges=100000")
        cls.graph = answer["data"]["graph"]
        assert not answer["meta"]["truncated"]

    def assert_has_the_counts(self, graph):
        self.assertTrue(graph.is_directed())
        self.assertEqual(graph.number_of_nodes(), self.graph["nodes"])
        self.assertEqual(graph.number_of_edges(), self.graph["links"])
        kinds = [kind for _, kind in graph.nodes(data="kind")]
        self.assertEqual(kinds.count("event"), self.graph["events"])
        self.assertEqual(kinds.count("entity"), self.graph["entities"])
        self.assertEqual(self.graph["events"], self.imported["events"])

    def test_graphml_opens_in_networkx(self):
        for data in (
            run("export", "--db", self.base, "--format", "graphml").stdout,
            self.server.ask("/v1/export?format=graphml")[2],
        ):
            graph = networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
            self.assert_has_the_counts(graph)
            for _, node in graph.nodes(data=True):
                self.assertTrue(node["name"])
                for key in ("begin_ms", "end_ms", "articles"):
                    self.assertIsInstance(node.get(key, 0), int)
            for _, _, edge in graph.edges(data=True):
                self.assertIn("relation", edge)

    def test_node_link_opens_in_networkx(self):
        for data in (
            run("export", "--db", self.base, "--format", "node-link").out,
            self.server.ask("/v1/export?format=node-link")[2],
        ):
            self.assert_has_the_counts(read_node_link(json.loads(data)))

    def test_the_graph_endpoint_opens_in_networkx_too(self):
        answer = self.server.json("/v1/graph?max_nodes=20000&max_edges=100000")
        self.assert_has_the_counts(read_node_link(answer["data"]))

    def test_an_exported_phrase_is_the_graph_of_its_query(self):
        phrase = "events involving Ukraine since August"
        data = run("export", "--db", self.base, "--format", "graphml", phrase).stdout
        graph = networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
        counts = self.server.json("/v1/graph?q=" + phrase.replace(" ", "+"))
        counts = counts["data"]["graph"]
        self.assertGreater(counts["events"], 0)
        self.assertEqual(graph.number_of_nodes(), counts["nodes"])
        self.assertEqual(graph.number_of_edges(), counts["links"])

    def test_ndjson_says_what_it_holds_and_can_be_checked(self):
        status, headers, data = self.server.ask("/v1/export?format=ndjson")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "application/x-ndjson")
        lines = data.split(b"\n")
        self.assertEqual(lines.pop(), b"")
        end = json.loads(lines.pop())["_end"]
        summed = b"".join(line + b"\n" for line in lines)
        self.assertEqual(end["sha256"], hashlib.sha256(summed).hexdigest())
        manifest, *records = map(json.loads, lines)
        self.assertEqual(end["count"], len(records))
        self.assertEqual(manifest["kind"], "manifest")
        kinds = [record["kind"] for record in records]
        self.assertEqual(kinds, sorted(kinds))
        for kind, count in (("article", "articles"), ("edge", "edges"),
                            ("entity", "entities"), ("event", "events")):
            self.assertEqual(kinds.count(kind), manifest["counts"][count])
        self.assertEqual(manifest["counts"]["edges"], self.graph["links"])
        again = self.server.ask("/v1/export?format=ndjson")[2]
        self.assertEqual(again, data)

    def test_an_event_a_line_from_the_command_line(self):
        lines = run("export", "--db", self.base, "--format", "ndjson").out.splitlines()
        events = [json.loads(line) for line in lines]
        self.assertEqual(len(events), self.imported["events"])
        served = self.server.json(f"/v1/events/{events[0]['id']}")["data"]
        served.pop("certainty")
        self.assertEqual(events[0], served)

    def test_every_quote_stands_where_it_says(self):
        lines = run("export", "--db", self.base, "--format", "ndjson").out.splitlines()
        articles = {}
        quotes = 0
        for event in map(json.loads, lines):
            self.assertNotEqual(event["evidence"], [])
            for evidence in event["evidence"]:
                id = evidence["article"]["id"]
                if id not in articles:
                    articles[id] = self.server.json(f"/v1/articles/{id}")["data"]
                article = articles[id]
                text = article["text"]
                self.assertEqual(text[evidence["begin"]:evidence["end"]], evidence["quote"])
                trigger = evidence["trigger"]
                self.assertLessEqual(evidence["begin"], trigger["begin"])
                self.assertLess(trigger["begin"], trigger["end"])
                self.assertLessEqual(trigger["end"], evidence["end"])
                self.assertEqual(evidence["article"]["sha256"], article["sha256"])
                quotes += 1
        self.assertGreater(quotes, 100)
        for article in articles.values():
            text = article["text"].encode()
            self.assertEqual(hashlib.sha256(text).hexdigest(), article["sha256"])


class HttpTest(ServedTest):
    def test_a_path_names_the_events_on_it(self):
        orban, zelensky = self.id_of("orban"), self.id_of("zelensky")
        answer = self.server.json(f"/v1/graph/paths?from={orban}&to={zelensky}")
        self.assertGreater(len(answer["data"]), 0)
        for path in answer["data"]:
            nodes = path["nodes"]
            self.assertEqual((nodes[0]["id"], nodes[-1]["id"]), (orban, zelensky))
            kinds = [node["kind"] for node in nodes]
            self.assertEqual(kinds, (["entity", "event"] * len(nodes))[: len(nodes)])
            self.assertEqual(path["events"], [n["name"] for n in nodes[1::2]])
            for node in nodes[1::2]:
                event = self.server.json(f"/v1/events/{node['id']}")["data"]
                self.assertEqual(event["headline"], node["name"])

    def test_a_last_name_will_do(self):
        by_name = self.server.json("/v1/events?involving=Trump&limit=1")
        self.assertEqual(
            by_name["meta"]["interpreted"]["text"], "involving=donald-trump"
        )

    def test_an_answer_is_sent_once(self):
        for target in ("/v1/events?limit=3", "/v1/histogram", "/v1/graph"):
            tag = self.server.ask(target)[1]["ETag"]
            status, _, body = self.server.ask(target, If_None_Match=tag)
            self.assertEqual((status, body), (304, b""))

    def test_gzip_is_smaller_and_the_same(self):
        target = "/v1/events?fields=headline"
        _, headers, packed = self.server.ask(target, Accept_Encoding="gzip")
        self.assertEqual(headers["Content-Encoding"], "gzip")
        unpacked = json.loads(gzip.decompress(packed))
        self.assertEqual(unpacked["data"], self.server.json(target)["data"])

    def test_what_breaks_others_is_a_problem_document(self):
        enough = "a" * 5000
        for target, status in (
            ("/v1/events?limit=-1", 400),
            ("/v1/events?limit=" + "9" * 400, 400),
            ("/v1/events?min_confidence=1e999", 400),
            ("/v1/events?min_confidence=nan", 400),
            ("/v1/events?q=%FF%FE", 400),
            ("/v1/events?q=%zz", 400),
            ("/v1/events?text=%00", 400),
            ("/v1/events?q=" + enough, 400),
            ("/v1/events?since=" + enough, 400),
            ("/v1/events?datetime=" + "1" * 5000, 400),
            ("/v1/events?involving=" + enough, 400),
            ("/v1/events?text=" + "war+" * 1500, 400),
            ("/v1/events?q=" + "a" * 10000, 414),
            ("/v1/entities?prefix=" + enough, 200),
            ("/v1/events?" + "type=STATE&" * 200, 400),
            ("/v1/events?" + enough + "=1", 400),
            ("/v1/events/" + enough, 404),
            ("/v1/graph?max_nodes=0", 400),
            ("/v1/graph/neighbourhood?node=russia&hops=4", 400),
            ("/v1/events?bbox=inf,inf,inf,inf", 400),
            ("/v1/events?datetime=2025/2024", 400),
            ("/v1/articles/../../etc/passwd", 404),
            ("/assets/..%2f..%2fetc%2fpasswd", 404),
        ):
            with self.subTest(target[:60]):
                self.server.json(target, status)

    def test_ten_megabytes_of_url_are_refused(self):
        with socket.create_connection(("127.0.0.1", self.server.port), 30) as peer:
            try:
                peer.sendall(b"GET /v1/events?q=" + b"a" * 10_000_000)
            except OSError:
                pass  # it hung up, as it should
            try:
                answer = peer.recv(1000)
            except OSError:
                answer = b""
        self.assertFalse(answer.startswith(b"HTTP/1.1 200"))
        self.server.json("/healthz")

    def test_a_cursor_belongs_to_its_query(self):
        cursor = self.server.json("/v1/events?limit=1")["page"]["next"]
        self.server.json(f"/v1/events?limit=1&cursor={cursor}")
        problem = self.server.json(f"/v1/events?type=STATE&cursor={cursor}", 400)
        self.assertEqual(problem["code"], "cursor_mismatch")

    def test_a_taken_port_is_said(self):
        done = run("serve", "--db", self.base, "--port", str(self.server.port), code=1)
        self.assertIn(str(self.server.port), done.err)


class FollowTest(unittest.TestCase):
    def test_an_import_is_seen_by_who_serves(self):
        with tempfile.TemporaryDirectory(prefix="annals-follow-") as folder:
            base = folder + "/base"
            posts = sorted(POSTS.iterdir())
            run("import", "--db", base, *posts[:2])
            server = Server(base)

            def articles():
                return server.json("/v1/coverage")["data"]["articles"]

            try:
                self.assertEqual(articles(), 2)
                run("import", "--db", base, *posts[2:6])
                wait_for(lambda: articles() == 6)
                shutil.rmtree(base)
                wait_for(lambda: "still serving" in server.complaints())
                self.assertEqual(articles(), 6)
            finally:
                self.assertEqual(server.stop(), 0)


class CurationTest(ProgramTest):
    """A base that is curated while it is served."""

    def post(self, server, target, **body):
        status, _, answer = server.ask(
            target, "POST", json.dumps(body), Content_Type="application/json"
        )
        return status, json.loads(answer)

    def test_what_is_posted_is_seen_and_stays(self):
        server = Server(self.base)
        try:
            def count(actor):
                answer = server.json(f"/v1/events?actor={actor}")
                return answer["meta"]["count"]["value"]

            before = count("vladimir-putin")
            status, act = self.post(server, "/v1/entities/merge", winner="donald-trump",
                                    loser="vladimir-putin", reason="a test")
            self.assertEqual(status, 201, act)
            self.assertEqual(count("vladimir-putin"), count("donald-trump"))
            self.assertGreater(count("vladimir-putin"), before)
            package = server.ask("/v1/export?format=ndjson")[2].decode().splitlines()
            records = [json.loads(line) for line in package]
            acts = [r for r in records if r.get("kind") == "curation"]
            self.assertEqual([act["id"] for act in acts], ["cu-1"])
            self.assertEqual(records[-1]["_end"]["count"], len(records) - 2)
            log = json.loads(run("entity", "log", "--db", self.base).out)["acts"]
            self.assertEqual(log[0], act["data"])
            status, _ = self.post(server, "/v1/merges/cu-1/revert")
            self.assertEqual(status, 200)
            self.assertEqual(count("vladimir-putin"), before)
        finally:
            self.assertEqual(server.stop(), 0)


class DocumentTest(ServedTest):
    """docs/http.md says what is there, and nothing else."""

    def setUp(self):
        self.text = (SOURCES / "docs" / "http.md").read_text()
        self.paths = self.server.json("/openapi.json")["paths"]

    def test_every_route_is_described_and_no_other(self):
        described = set(re.findall(r"`(GET|POST) (/[^`? ]*)`", self.text))
        known = {
            (method.upper(), path)
            for path, methods in self.paths.items()
            for method in methods
        }
        self.assertEqual(described, known)

    def test_every_parameter_is_described_and_no_other(self):
        tables = re.findall(r"^\| `([a-z_.]+)`", self.text, re.M)
        known = {
            parameter["name"]
            for path in self.paths.values()
            for method in path.values()
            for parameter in method["parameters"]
            if parameter["in"] == "query"
        }
        # Of the others the text says that each exists with this before it.
        known = {name for name in known if not name.startswith("exclude.")}
        self.assertEqual(set(tables), known)

    def test_every_example_is_answered(self):
        examples = re.findall(r"curl '([^']*)'", self.text)
        self.assertGreater(len(examples), 5)
        for example in examples:
            with self.subTest(example):
                target = example.removeprefix("http://127.0.0.1:8080")
                self.assertEqual(self.server.ask(target)[0], 200)


if __name__ == "__main__":
    main()
