import assert from "node:assert/strict";
import { test } from "node:test";

import { lanesOf } from "../src/lanes";
import type { AnnalsEvent, Lane, TimelineItem } from "../src/model";

function eventOf(id: string, day: number | null): AnnalsEvent {
  const begin = (d: number) => `2025-06-${String(d).padStart(2, "0")}T00:00:00Z`;
  const time =
    day === null
      ? null
      : ({ edtf: begin(day).slice(0, 10), begin: begin(day), end: begin(day + 1), granularity: "day", qualifier: "exact" } as const);
  return { id, type: "CONSULT", status: "happened", headline: id, time };
}

function itemOf(id: string, lanes: string[], day: number | null = 1): TimelineItem {
  return { lane: lanes[0] ?? "", lanes, certainty: "certain", event: eventOf(id, day) };
}

const lanes: Lane[] = ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase(), count: 9 }));
const drawn = (items: TimelineItem[], most?: number) =>
  lanesOf(lanes, items, most).map(({ lane, drawn }) => [
    lane.name,
    drawn.map((each) => each.event.id + (each.echo ? " again" : "")).join(", "),
  ]);

test("an event stands in the lane of each who took part, first in its own", () => {
  assert.deepEqual(drawn([itemOf("one", ["a", "b"])]), [["A", "one"], ["B", "one again"]]);
});

test("the fullest lane comes first, whatever was counted elsewhere", () => {
  const items = [itemOf("one", ["a"]), itemOf("two", ["c"]), itemOf("three", ["c"])];
  assert.deepEqual(drawn(items).map(([name]) => name), ["C", "A"]);
  assert.deepEqual(lanesOf(lanes, items).map(({ lane }) => lane.count), [2, 1]);
});

test("lanes beyond the limit share the last, each event once", () => {
  const items = [itemOf("one", ["a"]), itemOf("two", ["a"]), itemOf("three", ["b", "c"]), itemOf("four", ["c", "b"])];
  assert.deepEqual(drawn(items, 1), [["A", "one, two"], ["Others", "three, four"]]);
});

test("an event whose own lane is not drawn is first in another of its lanes", () => {
  const items = [itemOf("one", ["a"]), itemOf("two", ["a"]), itemOf("three", ["b", "a"])];
  assert.deepEqual(drawn(items, 1), [["A", "one, two, three"]]);
});

test("an event of nobody stands among the others", () => {
  assert.deepEqual(drawn([itemOf("one", [""]), itemOf("two", ["a"])]), [["A", "two"], ["Others", "one"]]);
});

test("an event without a date stands in no lane", () => {
  assert.deepEqual(drawn([itemOf("one", ["a"], null)]), []);
});
