// Serves the built page and, of the API, what the page asks for, over the events
// of mock_events.mjs. It stands in for the program where a test needs a certain
// answer: an error, nothing at all, too much for single events.
//
//   node mock_server.mjs [PORT]      to look at the page by hand
//
// Phrases it knows: names of its entities, "since MONTH", "planned"; "everything"
// answers in counts, "history" with one event more, of 1956, "crash" with a
// failure, a name it does not know with none.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";

import { articles, entities, events, involves, LONG_AGO } from "./mock_events.mjs";

const dist = fileURLToPath(new URL("../../viz/dist/", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const MONTHS = "january february march april may june july august september october november december".split(" ");

class Problem extends Error {
  constructor(status, title, detail, more = {}) {
    super(detail);
    this.document = { type: "/problems/test", status, title, detail, ...more };
  }
}

function questionOf(params) {
  const q = (params.get("q") ?? "").toLowerCase();
  if (q.includes("crash")) throw new Problem(503, "The server is overloaded", "Too many questions at once.");
  if (q.includes("blorp")) {
    throw new Problem(400, "The phrase is not understood", "No meaning is known for 'blorp'.", {
      errors: [{ parameter: "q", value: q, detail: "No meaning is known for 'blorp'.", suggestion: "Leave the word out, or name a person or place." }],
    });
  }
  const named = entities.filter((entity) => q.includes(entity.name.toLowerCase())).map((entity) => entity.id);
  const month = MONTHS.findIndex((name) => q.includes(`since ${name}`));
  const since = month >= 0 ? `2025-${String(month + 1).padStart(2, "0")}` : null;
  return {
    phrase: params.get("q"),
    involving: [...params.getAll("involving"), ...named],
    types: params.getAll("type"),
    statuses: q.includes("planned") ? ["planned"] : params.getAll("status"),
    since: [since, params.get("since")].filter(Boolean).sort().pop() ?? null,
    until: params.get("until"),
    isNothing: q.includes("atlantis"),
    isHistory: q.includes("history"),
    isEverything: q.includes("everything"),
  };
}

function answersTo(question) {
  const all = question.isHistory ? [LONG_AGO, ...events] : events;
  return all.filter(
    (event) =>
      !question.isNothing &&
      question.involving.every((id) => involves(event, id)) &&
      (question.types.length === 0 || question.types.includes(event.type)) &&
      (question.statuses.length === 0 || question.statuses.includes(event.status)) &&
      (!question.since || (event.time !== null && (event.time.end ?? "9999") > question.since)) &&
      (!question.until || (event.time !== null && event.time.begin.slice(0, question.until.length) <= question.until)),
  );
}

function metaOf(question, count) {
  const terms = [...question.involving.map((id) => `involving=${id}`), ...question.statuses.map((status) => `status=${status}`)];
  const datetime = question.since ? `${question.since}/..` : null;
  const text = [terms.join(" and "), datetime && `datetime=${datetime}`].filter(Boolean).join("; ");
  return {
    interpreted: { phrase: question.phrase, text, datetime },
    count: { value: count, exact: true },
    coverage: { articles: articles.size, events: events.length, first: "2025-01-14T18:00:00Z", last: "2025-10-25T09:00:00Z" },
    truncated: false,
  };
}

const laneKeys = {
  actor: (event) => event.participants.map((p) => [p.entity, p.name]),
  place: (event) => (event.places.length ? event.places.map((p) => [p.entity, p.name]) : [["", "No place"]]),
  type: (event) => [[event.type, event.type]],
  status: (event) => [[event.status, event.status]],
};

function lanesOf(found, kind) {
  const lanes = new Map();
  for (const event of found) {
    for (const [id, name] of laneKeys[kind](event)) {
      const lane = lanes.get(id) ?? { id, name, count: 0 };
      ++lane.count;
      lanes.set(id, lane);
    }
  }
  return [...lanes.values()].sort((a, b) => b.count - a.count);
}

function monthsOf(year = 2025) {
  return Array.from({ length: 16 }, (_, i) => ({
    begin: new Date(Date.UTC(year, i)).toISOString().replace(".000", ""),
    end: new Date(Date.UTC(year, i + 1)).toISOString().replace(".000", ""),
  }));
}

function histogram(found) {
  const dated = found.filter((event) => event.time);
  const buckets = monthsOf().map(({ begin, end }) => {
    const starts = (event) => event.time.begin >= begin && event.time.begin < end;
    const overlaps = (event) => event.time.begin < end && (event.time.end ?? "9999") > begin;
    const within = (event) => event.time.begin >= begin && (event.time.end ?? "9999") <= end;
    const count = (fits) => dated.filter(fits).length;
    return { begin, end, count: count(starts), min: count(within), max: count(overlaps) };
  });
  return { interval: "month", buckets, undated: found.length - dated.length };
}

function timeline(question, found, kind) {
  const lanes = lanesOf(found, kind);
  const narrow = question.since && question.until;
  if (question.isEverything && !narrow) {
    const buckets = monthsOf().flatMap(({ begin, end }, m) =>
      lanes.slice(0, 6).map((lane, i) => {
        const count = ((m * 7 + i * 5) % 13) * 9 + 4;
        return { begin, end, lane: lane.id, count, min: count - 2, max: count + 3 };
      }),
    );
    return { mode: "buckets", interval: "month", lanes: lanes.slice(0, 6), buckets };
  }
  const items = found.map((event) => {
    const ids = laneKeys[kind](event).map(([id]) => id);
    return { lane: ids[0], lanes: ids, certainty: "certain", event };
  });
  return { mode: "events", lanes, items };
}

function answer(pathname, params) {
  const related = /^\/v1\/events\/([^/]+)\/related$/.exec(pathname);
  if (related) {
    const at = events.findIndex((e) => e.id === related[1]);
    const others = [events[at - 1], events[at + 1]].filter(Boolean);
    return { data: others.map((event, i) => ({ relations: i === 0 ? [{ relation: "responds-to", direction: "to" }] : [], shared_articles: 1, event })) };
  }
  const [, collection, id] = /^\/v1\/(\w+)(?:\/([^/]+))?$/.exec(pathname) ?? [];
  if (id !== undefined) {
    const found = { events: () => events.find((e) => e.id === id), articles: () => articles.get(id), entities: () => entities.find((e) => e.id === id) }[collection]?.();
    if (!found) throw new Problem(404, "There is no such thing", `No ${collection} has the id '${id}'.`);
    return { data: found };
  }
  if (collection === "entities") {
    const prefix = (params.get("prefix") ?? "").toLowerCase();
    const fits = (entity) => entity.name.toLowerCase().split(" ").some((word) => word.startsWith(prefix));
    return { data: entities.filter(fits).sort((a, b) => b.count - a.count).slice(0, 8) };
  }
  const question = questionOf(params);
  const found = answersTo(question);
  const meta = metaOf(question, found.length);
  if (collection === "timeline") return { data: timeline(question, found, params.get("lanes") ?? "actor"), meta };
  if (collection === "histogram") return { data: histogram(found), meta };
  if (collection === "events") return { data: found, page: { next: null }, meta };
  throw new Problem(404, "Not found", pathname);
}

async function sendFile(name, response) {
  const file = path.join(dist, path.normalize(name === "/" ? "index.html" : name));
  try {
    if (!file.startsWith(dist)) throw new Error("outside");
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
}

export function startMockServer(port = 0) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    if (!pathname.startsWith("/v1/")) return void sendFile(pathname, response);
    let status = 200;
    let body;
    try {
      body = answer(pathname, searchParams);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      ({ status } = error.document);
      body = error.document;
    }
    response.writeHead(status, { "Content-Type": status === 200 ? "application/json" : "application/problem+json" });
    response.end(JSON.stringify(body));
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startMockServer(Number(process.argv[2] ?? 8099));
  console.log(`The page on invented events is at ${url}`);
}
