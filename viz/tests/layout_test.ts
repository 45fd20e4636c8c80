import assert from "node:assert/strict";
import { test } from "node:test";

import { fittingWindow, packLane, truncate, type Box } from "../src/layout";

const DAY = 86_400_000;

// A generator of our own, so that a failure can be run again.
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test("boxes apart share a row, boxes that overlap do not", () => {
  const boxes: Box[] = [
    { begin: 0, end: 50, label: 0, reserves: true },
    { begin: 40, end: 90, label: 0, reserves: true },
    { begin: 100, end: 110, label: 0, reserves: true },
  ];
  const { rows, placed } = packLane(boxes, 9);
  assert.equal(rows, 2);
  assert.deepEqual(placed.map((p) => p.row), [0, 1, 0]);
});

test("an empty lane has no rows", () => {
  assert.deepEqual(packLane([], 5), { rows: 0, placed: [] });
});

test("in a full lane labels give way before rows do", () => {
  const boxes = Array.from({ length: 30 }, (_, i) => ({ begin: i * 20, end: i * 20 + 10, label: 150, reserves: true }));
  assert.equal(packLane(boxes, 4).rows, 1);
  assert.ok(packLane(boxes, 30).rows > 4);
});

test("nothing packed overlaps, labels included", () => {
  for (let seed = 1; seed <= 50; ++seed) {
    const next = random(seed);
    const boxes = Array.from({ length: 60 }, () => {
      const begin = next() * 900;
      const long = next() < 0.3;
      return { begin, end: begin + (long ? next() * 300 : 10), label: next() * 200, reserves: next() < 0.7 };
    });
    const { rows, placed } = packLane(boxes, 5);
    for (let row = 0; row < rows; ++row) {
      const inRow = boxes
        .map((box, i) => ({ box, at: placed[i]! }))
        .filter(({ at }) => at.row === row)
        .sort((a, b) => a.box.begin - b.box.begin);
      inRow.slice(1).forEach(({ box }, i) => {
        const left = inRow[i]!;
        const labelEnd = left.at.labelRoom && left.at.labelBegin + left.at.labelRoom;
        assert.ok(Math.max(left.box.end, labelEnd) <= box.begin, `seed ${seed}, row ${row}`);
      });
    }
  }
});

test("a long bar keeps its label inside, a short one puts it after", () => {
  const [long, short] = packLane(
    [
      { begin: 0, end: 200, label: 300, reserves: true },
      { begin: 300, end: 340, label: 60, reserves: true },
    ],
    5,
  ).placed;
  assert.ok(long!.labelBegin > 0 && long!.labelBegin + long!.labelRoom < 200);
  assert.ok(short!.labelBegin > 340 && short!.labelRoom === 60);
});

test("a label without a right to room takes what is left over", () => {
  const boxes = [
    { begin: 0, end: 10, label: 100, reserves: false },
    { begin: 60, end: 70, label: 0, reserves: false },
  ];
  const { rows, placed } = packLane(boxes, 5);
  assert.equal(rows, 1);
  assert.ok(placed[0]!.labelRoom > 0 && placed[0]!.labelRoom < 50);
});

test("rows do not depend on where the view begins", () => {
  const next = random(7);
  const boxes = Array.from({ length: 40 }, () => {
    const begin = Math.floor(next() * 900);
    return { begin, end: begin + 12, label: 80, reserves: true };
  });
  const moved = boxes.map((box) => ({ ...box, begin: box.begin - 512, end: box.end - 512 }));
  assert.deepEqual(
    packLane(boxes, 5).placed.map((p) => p.row),
    packLane(moved, 5).placed.map((p) => p.row),
  );
});

const each = (text: string) => Array.from(text).length;
const CUTS: [string, number, string][] = [
  ["Trump meets Putin", 20, "Trump meets Putin"],
  ["Trump meets Putin", 17, "Trump meets Putin"],
  ["Trump meets Putin", 14, "Trump meets…"],
  ["Trump meets Putin", 12, "Trump meets…"],
  ["Talks, perhaps", 7, "Talks…"],
  ["Donaudampfschifffahrt", 8, "Donauda…"],
  ["😀😀😀😀😀😀😀😀", 7, "😀😀😀😀😀😀…"],
  ["Trump meets Putin", 5, ""],
  ["", 10, ""],
];
for (const [text, room, cut] of CUTS) {
  test(`"${text}" in ${room} is "${cut}"`, () => {
    assert.equal(truncate(text, room, each), cut);
  });
}

test("the first window holds everything when nothing strays", () => {
  const spans = [1, 5, 9].map((d) => ({ begin: d * DAY, end: (d + 1) * DAY }));
  const window = fittingWindow(spans)!;
  assert.ok(window.begin < DAY && window.end > 10 * DAY);
  assert.equal(fittingWindow([]), null);
});

test("one event of long ago does not squeeze the others", () => {
  const now = Date.UTC(2025, 0, 1);
  const spans = Array.from({ length: 20 }, (_, i) => ({ begin: now + i * DAY, end: now + (i + 1) * DAY }));
  spans.push({ begin: Date.UTC(1956, 9, 23), end: Date.UTC(1956, 9, 24) });
  const window = fittingWindow(spans)!;
  assert.ok(window.begin > Date.UTC(2024, 11, 1));
  assert.ok(window.end < Date.UTC(2025, 1, 1));
});

test("a single day gets room around it", () => {
  const window = fittingWindow([{ begin: 0, end: DAY }])!;
  assert.ok(window.end - window.begin > 1.5 * DAY);
});

test("after the last event there is room for its words", () => {
  const spans = [0, 100].map((d) => ({ begin: d * DAY, end: (d + 1) * DAY }));
  const window = fittingWindow(spans)!;
  assert.ok(window.end - 101 * DAY > 2 * (0 - window.begin));
});
