import assert from "node:assert/strict";
import { test } from "node:test";

import { marksText, marksWithin, paragraphs, segments, sliceCodePoints } from "../src/highlight";

const TEXT = "𝕏 said: Orbán 🇭🇺 met them.";

test("slices count code points, not UTF-16 units", () => {
  assert.equal(sliceCodePoints(TEXT, 0, 6), "𝕏 said");
  assert.equal(sliceCodePoints(TEXT, 8, 13), "Orbán");
});

test("segments join to the text and keep quote and trigger apart", () => {
  const found = segments(TEXT, [{ begin: 8, end: 25, trigger: { begin: 17, end: 20 } }]);
  assert.equal(found.map((s) => s.text).join(""), TEXT);
  assert.deepEqual(
    found.filter((s) => s.quoted).map((s) => [s.text, s.trigger]),
    [["Orbán 🇭🇺 ", false], ["met", true], [" them", false]],
  );
});

test("overlapping quotes are marked once", () => {
  const found = segments("abcdef", [{ begin: 1, end: 4 }, { begin: 2, end: 6 }]);
  assert.equal(found.filter((s) => s.quoted).map((s) => s.text).join(""), "bcdef");
});

test("marks outside the text are cut to it", () => {
  const found = segments("abc", [{ begin: -2, end: 99 }]);
  assert.deepEqual(found, [{ text: "abc", quoted: true, trigger: false }]);
  assert.deepEqual(segments("", [{ begin: 0, end: 1 }]), []);
});

test("a quote that the text no longer has is noticed", () => {
  assert.ok(marksText(TEXT, { begin: 8, end: 13 }, "Orbán"));
  assert.ok(!marksText(TEXT, { begin: 9, end: 14 }, "Orbán"));
});

test("paragraphs keep their place", () => {
  const found = paragraphs("Ünü 😀.\n\nTwo.\n \nThree.\nFour.\n");
  assert.deepEqual(
    found.map((p) => [p.text, p.begin]),
    [["Ünü 😀.", 0], ["Two.", 8], ["Three.", 15], ["Four.", 22]],
  );
});

test("a mark is counted from the start of its paragraph", () => {
  const [, second] = paragraphs("One.\n\nTwo met.\n");
  const mark = { begin: 6, end: 14, trigger: { begin: 10, end: 13 } };
  assert.deepEqual(marksWithin(second!, [mark, { begin: 0, end: 4 }]), [
    { begin: 0, end: 8, trigger: { begin: 4, end: 7 } },
  ]);
});
