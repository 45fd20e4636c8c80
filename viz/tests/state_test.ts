import assert from "node:assert/strict";
import { test } from "node:test";

import {
  isNear,
  EMPTY_STATE,
  filterParams,
  formatState,
  hasFilter,
  parseState,
  parseWindow,
  roundWindow,
  sameQuestion,
  windowParams,
  type PageState,
} from "../src/state";

const FULL: PageState = {
  q: "talks & “visits” in Zürich",
  types: ["CONSULT", "ASSAULT"],
  statuses: ["planned"],
  involving: ["viktor-orban", "hungary"],
  places: ["budapest"],
  since: "2025-08",
  until: "2025-10-31",
  lanes: "place",
  window: { begin: Date.UTC(2025, 7, 1), end: Date.UTC(2025, 7, 9, 6, 30) },
  event: "ev-1",
};

test("the empty state has an empty address", () => {
  assert.equal(formatState(EMPTY_STATE), "");
  assert.deepEqual(parseState(""), EMPTY_STATE);
});

test("a state comes back from its address", () => {
  assert.deepEqual(parseState(formatState(FULL)), FULL);
});

test("windows are readable in the address", () => {
  const address = formatState({ ...EMPTY_STATE, window: FULL.window });
  assert.equal(address, "?window=2025-08-01/2025-08-09T06:30Z");
});

test("what an address says wrongly is left out", () => {
  const state = parseState("?type=DANCE&status=maybe&lanes=colour&window=b/a&event=&x=1");
  assert.deepEqual(state, EMPTY_STATE);
});

for (const text of ["", "/", "2025-08-01", "2025-09-01/2025-08-01", "a/b", "2025-01-01/2025-02-01/2025-03-01"]) {
  test(`${JSON.stringify(text)} is no window`, () => {
    assert.equal(parseWindow(text), null);
  });
}

test("the API is asked the filter, not what is in view", () => {
  const params = filterParams(FULL);
  assert.deepEqual(params.getAll("involving"), ["viktor-orban", "hungary"]);
  assert.equal(params.has("window"), false);
  assert.equal(params.has("event"), false);
  assert.equal(params.has("lanes"), false);
});

test("opening an event asks no new question, other lanes do", () => {
  assert.ok(sameQuestion(FULL, { ...FULL, event: null, window: null }));
  assert.ok(!sameQuestion(FULL, { ...FULL, lanes: "type" }));
  assert.ok(!sameQuestion(FULL, { ...FULL, q: "talks" }));
});

test("a window is no filter", () => {
  assert.ok(hasFilter(FULL));
  assert.ok(!hasFilter({ ...EMPTY_STATE, window: FULL.window, event: "ev-1" }));
});

test("a long window rounds outward to days, a short one to minutes", () => {
  const noon = Date.UTC(2025, 7, 1, 12, 0, 30);
  const long = roundWindow({ begin: noon, end: Date.UTC(2025, 9, 1, 12) });
  assert.deepEqual(long, { begin: Date.UTC(2025, 7, 1), end: Date.UTC(2025, 9, 2) });
  const short = roundWindow({ begin: noon, end: noon + 3_600_000 });
  assert.equal(short.begin, Date.UTC(2025, 7, 1, 12));
  assert.equal(short.end, Date.UTC(2025, 7, 1, 13, 1));
});

test("a window's last day belongs to it", () => {
  const span = { begin: Date.UTC(2025, 7, 1), end: Date.UTC(2025, 8, 1) };
  assert.deepEqual(windowParams(span), { since: "2025-08-01", until: "2025-08-31" });
});

test("windows are near when only rounding parts them", () => {
  const year = { begin: Date.UTC(2025, 0), end: Date.UTC(2026, 0) };
  assert.ok(isNear(year, { begin: year.begin - 86_400_000, end: year.end + 1 }));
  assert.ok(!isNear(year, { begin: Date.UTC(2025, 1), end: year.end }));
  assert.ok(!isNear({ begin: 0, end: 10 }, year));
});
