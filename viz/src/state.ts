// What the page shows, as its address says it. The address is the only home of
// this state: Back, Forward, reload and a shared link all bring it back.
//
//   ?q=events+involving+Hungary&status=planned&lanes=place
//     &window=2025-08-01/2025-11-01&event=ev-3f2a
//
// parseState() never fails: what it does not understand it leaves out.

import { STATUSES, TYPES } from "./model";

export type LaneKind = "actor" | "type" | "place" | "status";
export const LANE_KINDS: readonly LaneKind[] = ["actor", "type", "place", "status"];

// Milliseconds since 1970, half-open.
export interface Span {
  begin: number;
  end: number;
}

export interface PageState {
  q: string;
  types: string[];
  statuses: string[];
  involving: string[]; // entity ids, all of them must take part
  places: string[];
  since: string; // EDTF, or empty
  until: string;
  lanes: LaneKind;
  window: Span | null; // the part of time in view; null: whatever fits
  event: string | null; // the event whose panel is open
}

export const EMPTY_STATE: PageState = {
  q: "",
  types: [],
  statuses: [],
  involving: [],
  places: [],
  since: "",
  until: "",
  lanes: "actor",
  window: null,
  event: null,
};

const DAY = 86_400_000;

function formatInstant(ms: number): string {
  const text = new Date(ms).toISOString();
  return ms % DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 16)}Z`;
}

export function formatWindow(span: Span): string {
  return `${formatInstant(span.begin)}/${formatInstant(span.end)}`;
}

export function parseWindow(text: string): Span | null {
  const [begin, end, ...rest] = text.split("/").map((part) => Date.parse(part));
  if (begin === undefined || end === undefined || rest.length > 0) return null;
  return begin < end ? { begin, end } : null; // NaN compares false
}

// Outward to whole days, or to whole minutes when less than `fine` is in view,
// so that addresses stay short and a redraw from the address looks the same.
export function roundWindow(span: Span, fine = 20 * DAY): Span {
  const unit = span.end - span.begin > fine ? DAY : 60_000;
  return {
    begin: Math.floor(span.begin / unit) * unit,
    end: Math.ceil(span.end / unit) * unit,
  };
}

function known(values: string[], vocabulary: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => vocabulary.includes(value));
}

function some(values: string[]): string[] {
  return [...new Set(values.map((value) => value.trim()))].filter(Boolean);
}

export function parseState(search: string): PageState {
  const params = new URLSearchParams(search);
  const lanes = params.get("lanes") ?? "";
  return {
    q: (params.get("q") ?? "").trim(),
    types: known(params.getAll("type"), TYPES),
    statuses: known(params.getAll("status"), STATUSES),
    involving: some(params.getAll("involving")),
    places: some(params.getAll("place")),
    since: (params.get("since") ?? "").trim(),
    until: (params.get("until") ?? "").trim(),
    lanes: LANE_KINDS.find((kind) => kind === lanes) ?? "actor",
    window: parseWindow(params.get("window") ?? ""),
    event: params.get("event") || null,
  };
}

// The filter alone, as the API's parameters.
export function filterParams(state: PageState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q) params.set("q", state.q);
  for (const id of state.involving) params.append("involving", id);
  for (const place of state.places) params.append("place", place);
  for (const type of state.types) params.append("type", type);
  for (const status of state.statuses) params.append("status", status);
  if (state.since) params.set("since", state.since);
  if (state.until) params.set("until", state.until);
  return params;
}

// "" or "?…", what parseState() reads back.
export function formatState(state: PageState): string {
  const params = filterParams(state);
  if (state.lanes !== "actor") params.set("lanes", state.lanes);
  if (state.window) params.set("window", formatWindow(state.window));
  if (state.event) params.set("event", state.event);
  // Slashes and colons may stand in a query; "%2F" only makes it hard to read.
  const text = params.toString().replace(/%2F/g, "/").replace(/%3A/g, ":");
  return text && `?${text}`;
}

// Two states that ask the API the same question.
export function sameQuestion(a: PageState, b: PageState): boolean {
  return (
    a.lanes === b.lanes &&
    filterParams(a).toString() === filterParams(b).toString()
  );
}

export function hasFilter(state: PageState): boolean {
  return filterParams(state).toString() !== "";
}

export function hasFilterBesidePhrase(state: PageState): boolean {
  return hasFilter({ ...state, q: "" });
}

// Apart by less than rounding and the float arithmetic of zooming make.
export function isNear(a: Span, b: Span): boolean {
  const slack = Math.max(a.end - a.begin, b.end - b.begin) * 0.005;
  return Math.abs(a.begin - b.begin) <= slack && Math.abs(a.end - b.end) <= slack;
}

// The API's time parameters for a window, on top of the filter's own: whichever
// is narrower. `until` names a day that belongs to the span.
export function windowParams(span: Span): { since: string; until: string } {
  return {
    since: new Date(span.begin).toISOString().slice(0, 10),
    until: new Date(span.end - 1).toISOString().slice(0, 10),
  };
}
