// Where things go: pure arithmetic, no document.
//
// A lane is packed at one scale (pixels per millisecond), counted from a fixed
// origin and not from the edge of the view, so that dragging the timeline moves
// events sideways and never from row to row.

import type { Span } from "./state";

// What an event takes up in its lane. `label` is the width its words would like.
export interface Box {
  begin: number; // pixels from the origin
  end: number;
  label: number; // 0: it has none
  reserves: boolean; // room is kept for the label; else it gets what is left over
}

export interface Placed {
  row: number;
  labelBegin: number;
  labelRoom: number; // up to the next box in the row; may be less than wished
}

export interface Packing {
  rows: number;
  placed: Placed[]; // in the order of the boxes given
}

const GAP = 8;
const LABEL_GAP = 6;
const WIDE = 170; // a bar this wide holds its label even if that must be cut

// Does a bar hold its label? Words never cross its edge.
export function isInside(box: Box): boolean {
  return box.end - box.begin >= Math.min(box.label, WIDE) + 2 * LABEL_GAP;
}

// Where the words of a box begin: inside a long bar, after a short one or a dot.
function labelStart(box: Box): number {
  return isInside(box) ? box.begin + LABEL_GAP : box.end + LABEL_GAP - 2;
}

function packWith(boxes: readonly Box[], order: number[], labelWidth: number): Packing {
  const rowEnds: number[] = [];
  const rowOf: number[] = [];
  for (const i of order) {
    const box = boxes[i]!;
    const wished = box.reserves && !isInside(box) ? Math.min(box.label, labelWidth) : 0;
    const end = wished > 0 ? labelStart(box) + wished : box.end;
    let row = rowEnds.findIndex((rowEnd) => rowEnd + GAP <= box.begin);
    if (row < 0) row = rowEnds.length;
    rowEnds[row] = end;
    rowOf[i] = row;
  }
  // From right to left: the room up to whatever comes next in the row.
  const nextBegin: number[] = [];
  const placed: Placed[] = [];
  for (const i of [...order].reverse()) {
    const box = boxes[i]!;
    const row = rowOf[i]!;
    const labelBegin = labelStart(box);
    const limit = isInside(box) ? box.end - LABEL_GAP : (nextBegin[row] ?? Infinity) - GAP;
    const free = limit - labelBegin;
    placed[i] = { row, labelBegin, labelRoom: Math.max(0, Math.min(box.label, free)) };
    nextBegin[row] = box.begin;
  }
  return { rows: rowEnds.length, placed };
}

// Rows for `boxes` such that none overlap, labels included. Labels are given as
// much room as keeps the lane within `maxRows`, less and less down to none; what
// is free beside a box is its label's all the same.
export function packLane(boxes: readonly Box[], maxRows: number): Packing {
  const order = boxes.map((_, i) => i);
  order.sort((a, b) => boxes[a]!.begin - boxes[b]!.begin || a - b);
  let packing: Packing = { rows: 0, placed: [] };
  for (const width of [280, 200, 140, 90, 0]) {
    packing = packWith(boxes, order, width);
    if (packing.rows <= maxRows) break;
  }
  return packing;
}

// `text`, or as much of it as fits in `room` with an ellipsis, cut between words
// where that costs little; empty when fewer than six letters would be left, which
// tell nothing.
export function truncate(
  text: string,
  room: number,
  measure: (text: string) => number,
): string {
  if (measure(text) <= room) return text;
  const points = Array.from(text);
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const shorter = `${points.slice(0, middle).join("").trimEnd()}…`;
    if (measure(shorter) <= room) low = middle;
    else high = middle - 1;
  }
  if (low < 6) return "";
  const kept = points.slice(0, low).join("");
  const space = kept.lastIndexOf(" ");
  const atWord = points[low] === " " ? kept : space > kept.length * 0.6 ? kept.slice(0, space) : kept;
  return `${atWord.replace(/[\s,;:–—-]+$/u, "")}…`;
}

// The window to begin with: all of `spans`, unless a few stragglers (one event of
// 1956) would press the rest into a corner; then the shortest that has 9 in 10.
// After the last event there is room for its words.
export function fittingWindow(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  const begin = Math.min(...spans.map((span) => span.begin));
  const end = Math.max(...spans.map((span) => span.end));
  let fitting = { begin, end };
  const sorted = spans
    .map((span) => ({ ...span }))
    .sort((a, b) => a.begin + a.end - (b.begin + b.end));
  const kept = Math.ceil(sorted.length * 0.9);
  if (kept >= 5) {
    for (let i = 0; i + kept <= sorted.length; ++i) {
      const run = sorted.slice(i, i + kept);
      const runBegin = Math.min(...run.map((span) => span.begin));
      const runEnd = Math.max(...run.map((span) => span.end));
      if (runEnd - runBegin < (fitting.end - fitting.begin) * 0.999) {
        fitting = { begin: runBegin, end: runEnd };
      }
    }
    // Worth leaving some out only if it at least doubles the scale.
    if ((fitting.end - fitting.begin) * 2 > end - begin) fitting = { begin, end };
  }
  const length = Math.max(12 * 24 * 3_600_000, fitting.end - fitting.begin);
  return { begin: fitting.begin - 0.04 * length, end: fitting.end + 0.13 * length };
}
