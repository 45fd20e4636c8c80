// How an event is drawn. The date decides the shape, the status the outline:
//
//   a day or less    ●         planned    hollow
//   days and more    ▬         possible   hollow, dashed
//   a month, a year  pale ▬    denied     hollow, crossed out
//   about, perhaps   both ends fade
//   open or unknown  that end fades
//
// Colour says whether it is cooperation or conflict, and nothing else.

import type { AnnalsEvent, EventTime } from "./model";
import type { Span } from "./state";

export interface Mark {
  span: Span | null; // null: undated. An end without a date is at its bound
  openBegin: boolean; // "..": goes on without bound
  openEnd: boolean;
  fadeBegin: boolean;
  fadeEnd: boolean;
  coarse: boolean; // somewhere inside: told by the week, month or year
  hollow: boolean;
  dashed: boolean;
  struck: boolean;
  quad: number; // 0 … 4
}

const FINE = new Set(["day", "hour", "minute", "second"]);
const DAY = 86_400_000;

// The known part of a time; of an end nobody knows, two days are shown.
function spanOf(time: EventTime): Span | null {
  const begin = time.begin === null ? NaN : Date.parse(time.begin);
  const end = time.end === null ? NaN : Date.parse(time.end);
  if (Number.isNaN(begin) && Number.isNaN(end)) return null;
  if (Number.isNaN(begin)) return { begin: end - 2 * DAY, end };
  if (Number.isNaN(end)) return { begin, end: begin + 2 * DAY };
  return { begin, end: Math.max(end, begin) };
}

export function markOf(event: AnnalsEvent): Mark {
  const { time, status } = event;
  const span = time ? spanOf(time) : null;
  const doubted = time !== null && time.qualifier !== "exact";
  const [first = "", last = ""] = time?.edtf.split("/") ?? [];
  return {
    span,
    openBegin: span !== null && time?.begin === null && first.startsWith(".."),
    openEnd: span !== null && time?.end === null && last.startsWith(".."),
    fadeBegin: doubted || (time !== null && time.begin === null),
    fadeEnd: doubted || (time !== null && time.end === null),
    coarse: time !== null && !FINE.has(time.granularity),
    hollow: status === "planned" || status === "possible" || status === "denied",
    dashed: status === "possible",
    struck: status === "denied",
    quad: event.quad && event.quad >= 1 && event.quad <= 4 ? event.quad : 0,
  };
}

// Does any of it lie in `window`? Undated events lie nowhere.
export function touches(mark: Mark, window: Span): boolean {
  if (!mark.span) return false;
  const begin = mark.openBegin ? -Infinity : mark.span.begin;
  const end = mark.openEnd ? Infinity : mark.span.end;
  return begin < window.end && window.begin < Math.max(end, begin + 1);
}

// In the order of a chronicle: by begin, then by end, undated last.
export function byTime(a: AnnalsEvent, b: AnnalsEvent): number {
  const x = markOf(a).span;
  const y = markOf(b).span;
  if (!x || !y) return x ? -1 : y ? 1 : 0;
  return x.begin - y.begin || x.end - y.end || (a.id < b.id ? -1 : 1);
}
