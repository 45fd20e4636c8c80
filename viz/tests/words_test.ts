import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnnalsEvent } from "../src/model";
import { countWords, dayWords, edtfWords, filterWords, nameOfId, relationWords, timeWords, whenWords, windowWords } from "../src/words";

const WORDS: [string, string][] = [
  ["2025-10-16", "16 October 2025"],
  ["2025-10-16/2025-10-30", "16–30 October 2025"],
  ["2025-10-28/2025-11-03", "28 October – 3 November 2025"],
  ["2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"],
  ["2025-10-16/2025-10-16", "16 October 2025"],
  ["2025-10", "October 2025"],
  ["2025-01/2025-03", "January–March 2025"],
  ["2025-01/2025-10-17", "January – 17 October 2025"],
  ["2025-11/2026-02", "November 2025 – February 2026"],
  ["2025", "2025"],
  ["2022/2025", "2022–2025"],
  ["202X", "the 2020s"],
  ["20XX", "the 21st century"],
  ["18XX", "the 19th century"],
  ["12XX", "the 13th century"],
  ["2025-22", "summer 2025"],
  ["2025-33", "January–March 2025"],
  ["2025-41", "second half of 2025"],
  ["2025-10-17T04:05:23Z", "17 October 2025, 04:05 UTC"],
  ["2025-10-17T04Z", "17 October 2025, 04:00 UTC"],
  ["2025-08-11/2025-08-20~", "about 11–20 August 2025"],
  ["2025-08-11~/2025-08-20~", "about 11–20 August 2025"],
  ["2025?", "perhaps 2025"],
  ["2025-08%", "perhaps about August 2025"],
  ["2022-02/..", "since February 2022"],
  ["../2024", "up to 2024"],
  ["2022/", "from 2022, end unknown"],
  ["/2024", "until 2024, start unknown"],
  ["../..", "some time"],
  ["/", "some time"],
  ["", "some time"],
  ["-0043", "44 BC"],
  // Not ours to read: shown as it came.
  ["2025-13", "2025-13"],
  ["Y170000002", "Y170000002"],
  ["2025-10-16/nonsense", "2025-10-16/nonsense"],
];

for (const [edtf, words] of WORDS) {
  test(`${JSON.stringify(edtf)} reads "${words}"`, () => {
    assert.equal(edtfWords(edtf), words);
  });
}

test("an event without a time has no date, not the day of its article", () => {
  assert.equal(timeWords(null), "no date given");
});

test("a relation is told from where one looks", () => {
  assert.equal(relationWords("responds-to", "to"), "Answers");
  assert.equal(relationWords("responds-to", "from"), "Answered by");
  assert.equal(relationWords("part-of", "to"), "Part of");
});

test("status is said unless it happened", () => {
  const event = (status: string) =>
    ({ status, time: { edtf: "2025-10-16/2025-10-30" } }) as AnnalsEvent;
  assert.equal(whenWords(event("planned")), "16–30 October 2025, planned");
  assert.equal(whenWords(event("happened")), "16–30 October 2025");
});

test("an instant is told by its day", () => {
  assert.equal(dayWords("2025-10-17T22:10:00Z"), "17 October 2025");
  assert.equal(dayWords(null), "");
});

test("a window is told as coarsely as its length allows", () => {
  const words = (begin: string, end: string) =>
    windowWords(Date.parse(begin), Date.parse(end));
  assert.equal(words("2025-08-01", "2025-09-01"), "1–31 August 2025");
  assert.equal(words("2025-01-01", "2025-11-01"), "January–October 2025");
  assert.equal(words("2014-01-01", "2026-01-01"), "2014–2025");
});

test("ids become names and counts agree", () => {
  assert.equal(nameOfId("united-states"), "United States");
  assert.equal(countWords(1, "event"), "1 event");
  assert.equal(countWords(1200, "event"), "1,200 events");
});

const FILTERS: [string, string][] = [
  ["involving=hungary; datetime=2025-08/..", "involving Hungary"],
  ["status=planned and place=budapest", "planned and in Budapest"],
  ["involving=donald-trump and not involving=ukraine", "involving Donald Trump and not involving Ukraine"],
  ["(role=target:ukraine or role=source:iran) and type=ASSAULT", "(against Ukraine or by Iran) and attack"],
  ["datetime=2025", ""],
  ["bbox=1,2,3,4", "bbox=1,2,3,4"],
];
for (const [notation, words] of FILTERS) {
  test(`the filter ${notation} is told as "${words}"`, () => {
    assert.equal(filterWords(notation), words);
  });
}

test("a filter tells names where they are known", () => {
  assert.equal(filterWords("involving=viktor-orban", () => "Viktor Orbán"), "involving Viktor Orbán");
});
