import assert from "node:assert/strict";
import { test } from "node:test";

import { byTime, markOf, touches } from "../src/marks";
import type { AnnalsEvent, EventTime } from "../src/model";

const DAY: EventTime = {
  edtf: "2025-10-16",
  begin: "2025-10-16T00:00:00Z",
  end: "2025-10-17T00:00:00Z",
  granularity: "day",
  qualifier: "exact",
};

function event(time: EventTime | null, status = "happened", id = "ev"): AnnalsEvent {
  return { id, type: "CONSULT", status, headline: "Talks", time, quad: 1 } as AnnalsEvent;
}

test("an exact day has hard edges", () => {
  const mark = markOf(event(DAY));
  assert.ok(!mark.fadeBegin && !mark.fadeEnd && !mark.coarse && !mark.hollow);
});

test("about and perhaps fade at both ends", () => {
  for (const qualifier of ["approximate", "uncertain", "uncertain-approximate"] as const) {
    const mark = markOf(event({ ...DAY, qualifier }));
    assert.ok(mark.fadeBegin && mark.fadeEnd, qualifier);
  }
});

test("an open end runs on, an unknown end only fades", () => {
  const open = markOf(event({ ...DAY, edtf: "2025-10-16/..", end: null }));
  assert.ok(open.openEnd && open.fadeEnd && !open.fadeBegin);
  const unknown = markOf(event({ ...DAY, edtf: "2025-10-16/", end: null }));
  assert.ok(!unknown.openEnd && unknown.fadeEnd);
  const begin = markOf(event({ ...DAY, edtf: "../2025-10-16", begin: null }));
  assert.ok(begin.openBegin && begin.fadeBegin && !begin.fadeEnd);
});

test("a time with neither end has no place on the line", () => {
  assert.equal(markOf(event({ ...DAY, edtf: "../..", begin: null, end: null })).span, null);
  assert.equal(markOf(event(null)).span, null);
});

test("status decides the outline", () => {
  const drawn = (status: string) => {
    const { hollow, dashed, struck } = markOf(event(DAY, status));
    return [hollow, dashed, struck];
  };
  assert.deepEqual(drawn("happened"), [false, false, false]);
  assert.deepEqual(drawn("ongoing"), [false, false, false]);
  assert.deepEqual(drawn("planned"), [true, false, false]);
  assert.deepEqual(drawn("possible"), [true, true, false]);
  assert.deepEqual(drawn("denied"), [true, false, true]);
});

test("the end of a day does not touch the next", () => {
  const mark = markOf(event(DAY));
  const on = (begin: string, end: string) =>
    touches(mark, { begin: Date.parse(begin), end: Date.parse(end) });
  assert.ok(on("2025-10-16", "2025-10-17"));
  assert.ok(!on("2025-10-17", "2025-10-18"));
  assert.ok(!on("2025-10-15", "2025-10-16"));
});

test("what goes on is in view ever after", () => {
  const mark = markOf(event({ ...DAY, edtf: "2025-10-16/..", end: null }));
  assert.ok(touches(mark, { begin: Date.UTC(2030, 0), end: Date.UTC(2031, 0) }));
});

test("undated events come last", () => {
  const later = { ...DAY, begin: "2025-11-01T00:00:00Z", end: "2025-11-02T00:00:00Z" };
  const events = [event(null, "happened", "c"), event(later, "happened", "b"), event(DAY, "happened", "a")];
  assert.equal(events.sort(byTime).map((e) => e.id).join(""), "abc");
});
