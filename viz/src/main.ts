// Wires the page together. One rule: the address says what is shown. Whatever
// the reader does makes a new state; go() writes it to the address; apply() makes
// the page agree with it, and asks the API only where the question has changed.

import { getEvents, getHistogram, getTimeline } from "./api";
import { button, byId, h } from "./dom";
import { FiltersView, rememberName } from "./filters";
import { fittingWindow } from "./layout";
import { ListView, signOf } from "./list";
import { byTime, markOf, touches } from "./marks";
import type { AnnalsEvent, Coverage, Histogram, Meta, Timeline } from "./model";
import { OverviewView } from "./overview";
import { PanelView } from "./panel";
import { problemView } from "./problem";
import {
  EMPTY_STATE,
  filterParams,
  formatState,
  hasFilter,
  LANE_KINDS,
  parseState,
  roundWindow,
  sameQuestion,
  windowParams,
  type LaneKind,
  type PageState,
  type Span,
} from "./state";
import { TimelineView } from "./timeline";
import { countWords, edtfWords, quadWords, statusWord, typeWord, windowWords } from "./words";

const EXAMPLES = [
  "events involving Hungary since August",
  "meetings between Trump and Putin",
  "planned events in Budapest",
  "attacks on Ukraine since June",
];

// What the API answered to the present question.
interface Shown {
  whole: Timeline; // over all of time
  part: { span: Span; timeline: Timeline } | null; // a closer look, where the whole is only counts
  histogram: Histogram;
  meta: Meta;
  full: Span; // all of the time there is to show
  first: Span; // what to show before the reader has moved
}

let state: PageState = EMPTY_STATE;
let shown: Shown | null = null;
let request = new AbortController();
let closer = new AbortController();
let listing = new AbortController();
let listed: { events: AnnalsEvent[]; next: string | null } = { events: [], next: null };
let cameFrom: "list" | "timeline" = "list";

const phrase = byId<HTMLInputElement>("phrase");
const laneSelect = byId<HTMLSelectElement>("lanes");

const timeline = new TimelineView(byId("timeline"), byId("zoom"), {
  open: (id) => {
    cameFrom = "timeline";
    open(id);
  },
  focus: (id) => highlight(id),
  window: (window, settled) => moved(window, settled, "timeline"),
});
const overview = new OverviewView(byId("overview"), (window, settled) => moved(window, settled, "overview"));
const list = new ListView(byId("list"), {
  open: (id) => {
    cameFrom = "list";
    open(id);
  },
  focus: (id) => highlight(id),
  more: () => void listMore(),
});
const panel = new PanelView(byId("panel"), {
  close,
  step: (by) => {
    const next = state.event && list.neighbour(state.event, by);
    if (next) open(next, "replace");
  },
  involve: (entity) => propose({ involving: [...new Set([...state.involving, entity])], event: null }),
});
const filters = new FiltersView(byId("filters"), byId("chips"), propose);

// ---- From the reader to the address.

function go(next: PageState, how: "push" | "replace"): void {
  const address = location.pathname + formatState(next);
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  apply(next);
}

// Another question: what was in view belongs to the old one.
function propose(change: Partial<PageState>): void {
  go({ ...state, window: null, ...change }, "push");
}

function open(id: string, how: "push" | "replace" = "push"): void {
  if (id !== state.event) go({ ...state, event: id }, how);
}

function close(): void {
  const id = state.event;
  if (!id) return;
  go({ ...state, event: null }, "push");
  const again = document.querySelector<SVGGElement>(`g.event[data-event="${CSS.escape(id)}"]:not(.echo)`);
  if (cameFrom === "timeline" && again) again.focus();
  else if (!list.focusEvent(id)) list.focusFirst();
}

// The reader zoomed, dragged or brushed.
function moved(window: Span, settled: boolean, by: "timeline" | "overview"): void {
  if (!shown) return;
  if (by === "timeline") overview.setWindow(window);
  else timeline.setWindow(window);
  byId("range").textContent = windowWords(window.begin, window.end);
  if (!settled) return;
  const rounded = roundWindow(window);
  const isAll = rounded.begin <= shown.first.begin && rounded.end >= shown.first.end
    && shown.first.begin === shown.full.begin && shown.first.end === shown.full.end;
  const next = { ...state, window: isAll ? null : rounded };
  if (formatState(next) === formatState(state)) return;
  history.replaceState(null, "", location.pathname + formatState(next));
  state = next;
  void lookCloser(rounded);
  void showList();
}

function highlight(id: string | null): void {
  timeline.highlight(id);
  list.highlight(id);
}

// ---- From the address to the page.

function apply(next: PageState): void {
  const before = state;
  state = next;
  if (document.activeElement !== phrase || phrase.value.trim() === before.q) phrase.value = state.q;
  laneSelect.value = state.lanes;
  filters.show(state);
  document.title = state.q ? `${state.q} · Annals` : "Annals";
  const isNew = !sameQuestion(before, state);
  if (!shown || isNew) void load();
  else if (before.window !== state.window) showWindow();
  showPanel();
}

function showPanel(): void {
  list.setOpen(state.event);
  byId("desk").classList.toggle("has-panel", state.event !== null);
  if (state.event) void panel.show(state.event);
  else panel.hide();
}

function busy(is: boolean): void {
  byId("progress").hidden = !is;
  byId("desk").setAttribute("aria-busy", String(is));
}

async function load(): Promise<void> {
  request.abort();
  closer.abort();
  listing.abort();
  request = new AbortController();
  const { signal } = request;
  const asked = state;
  busy(true);
  try {
    const params = filterParams(asked);
    const [events, histogram] = await Promise.all([
      getTimeline(params, asked.lanes, signal),
      getHistogram(params, signal),
    ]);
    if (signal.aborted) return;
    byId("problem").replaceChildren();
    show(named(events.data, asked.lanes), histogram.data, events.meta ?? {});
  } catch (error) {
    if (signal.aborted) return;
    shown = null;
    byId("desk").hidden = true;
    byId("understood").replaceChildren();
    const choose = (entity: string) => propose({ q: "", involving: [...state.involving, entity] });
    byId("problem").replaceChildren(problemView(error, choose), exampleList("Try one of these"));
    byId("examples").replaceChildren();
  }
  busy(false);
}

// Lanes of types and states are named in words, as everywhere on the page.
function named(answer: Timeline, kind: LaneKind): Timeline {
  const words = kind === "type" ? typeWord : kind === "status" ? statusWord : null;
  if (words) for (const lane of answer.lanes) lane.name = words(lane.id);
  return answer;
}

function show(whole: Timeline, histogram: Histogram, meta: Meta): void {
  const events = whole.mode === "events" ? whole.items.map((item) => item.event) : [];
  for (const event of events) {
    for (const each of [...(event.participants ?? []), ...(event.places ?? [])]) {
      rememberName(each.entity, each.name);
    }
  }
  const spans = events.map((event) => markOf(event).span).filter((span): span is Span => span !== null);
  const buckets = histogram.buckets.map((b) => ({ begin: Date.parse(b.begin), end: Date.parse(b.end) }));
  const all = [...spans, ...(spans.length ? [] : buckets)];
  const first = fittingWindow(all) ?? { begin: Date.UTC(2025, 0), end: Date.UTC(2026, 0) };
  const full = { begin: first.begin, end: first.end };
  for (const span of all) {
    full.begin = Math.min(full.begin, span.begin);
    full.end = Math.max(full.end, span.end);
  }
  shown = { whole, part: null, histogram, meta, first, full };

  const total = meta.count?.value ?? events.length;
  showUnderstood(meta, total);
  showCoverage(meta.coverage);
  const isEmpty = total === 0 && events.length === 0 && whole.mode === "events";
  byId("desk").hidden = isEmpty;
  byId("problem").replaceChildren(...(isEmpty ? [emptyView(meta.coverage)] : []));
  byId("examples").replaceChildren(...(hasFilter(state) || isEmpty ? [] : [exampleList("For example")]));
  if (isEmpty) return;

  const hasTime = all.length > 0;
  byId("timeline").hidden = byId("overview").hidden = !hasTime;
  showLanes(whole);
  showTray(events.filter((event) => markOf(event).span === null), histogram.undated);
  const window = state.window ?? first;
  if (hasTime) {
    const latest = Date.parse(meta.coverage?.last ?? "");
    timeline.show(whole, full, window, Number.isNaN(latest) ? null : latest);
    overview.show(histogram.buckets, full, window);
  }
  showWindow();
}

// The part of time that the address names, or all that fits.
function showWindow(): void {
  if (!shown) return;
  const window = state.window ?? shown.first;
  timeline.setWindow(window);
  overview.setWindow(window);
  byId("range").textContent = windowWords(window.begin, window.end);
  void lookCloser(window);
  void showList();
}

// The filter's parameters, narrowed to `span` where it is the narrower.
function paramsWithin(span: Span): URLSearchParams {
  const params = filterParams(state);
  const { since, until } = windowParams(span);
  const dated = (text: string) => /^\d{4}/.test(text);
  if (!state.since || (dated(state.since) && state.since < since)) params.set("since", since);
  if (!state.until || (dated(state.until) && state.until > until)) params.set("until", until);
  return params;
}

// Where the whole is too much for single events, asks for the part in view.
async function lookCloser(window: Span): Promise<void> {
  if (!shown || shown.whole.mode === "events") return;
  const length = window.end - window.begin;
  const { part, full } = shown;
  const covered = part && part.span.begin <= window.begin && window.end <= part.span.end;
  const closeEnough =
    covered && (part.timeline.mode === "events" || length * 2 > part.span.end - part.span.begin);
  if (closeEnough) return;
  if (length * 1.5 > full.end - full.begin) {
    if (part) {
      shown.part = null;
      drawTimeline(shown.whole, window);
    }
    return;
  }
  closer.abort();
  closer = new AbortController();
  const { signal } = closer;
  const span = roundWindow({ begin: window.begin - length / 8, end: window.end + length / 8 });
  busy(true);
  try {
    const { data } = await getTimeline(paramsWithin(span), state.lanes, signal);
    if (signal.aborted || !shown) return;
    shown.part = { span, timeline: named(data, state.lanes) };
    drawTimeline(shown.part.timeline, timeline.window());
    void showList();
  } catch (error) {
    if (!signal.aborted) byId("problem").replaceChildren(problemView(error));
  }
  busy(false);
}

function drawTimeline(data: Timeline, window: Span): void {
  if (!shown) return;
  const latest = Date.parse(shown.meta.coverage?.last ?? "");
  showLanes(data);
  timeline.show(data, shown.full, window, Number.isNaN(latest) ? null : latest);
}

// ---- Parts of the page that are only words.

function exampleList(title: string): HTMLElement {
  return h(
    "p",
    { class: "example-list" },
    h("span", {}, `${title}:`),
    ...EXAMPLES.map((text) =>
      button(text, { class: "example" }, () => {
        phrase.value = text;
        go({ ...EMPTY_STATE, lanes: state.lanes, q: text }, "push");
      }),
    ),
  );
}

function showUnderstood(meta: Meta, total: number): void {
  const { interpreted } = meta;
  const place = byId("understood");
  if (!hasFilter(state)) return place.replaceChildren();
  const parts: (Node | string)[] = [
    h("strong", {}, countWords(total, "event")),
    meta.count?.exact === false ? " or more" : "",
  ];
  if (state.q && interpreted) {
    const text = interpreted.text || interpreted.phrase || "";
    const when = interpreted.datetime ? edtfWords(interpreted.datetime) : "";
    parts.push(". Understood as ", h("em", {}, text));
    if (when && !text.includes(when)) parts.push(`; time: ${when}`);
  }
  if (meta.truncated) parts.push(". The answer was cut short: narrow the question to see the rest");
  place.replaceChildren(...parts, ".");
}

function coverageWords(coverage: Coverage | undefined): string {
  if (!coverage?.articles) return "";
  const { first, last } = coverage;
  const span = first && last ? edtfWords(`${first.slice(0, 10)}/${last.slice(0, 10)}`) : "";
  const events = coverage.events === undefined ? "" : `${countWords(coverage.events, "event")} from `;
  return `${events}${countWords(coverage.articles, "article")}${span && `, ${span}`}`;
}

function showCoverage(coverage: Coverage | undefined): void {
  byId("coverage").textContent = coverageWords(coverage);
}

function emptyView(coverage: Coverage | undefined): HTMLElement {
  const words = coverageWords(coverage);
  const view = h("div", { class: "empty", role: "status" });
  if (!hasFilter(state)) {
    view.append(
      h("p", { class: "empty-title" }, "The base holds no events yet."),
      h("p", {}, "Import articles with ", h("code", {}, "annals import"), " and reload this page."),
    );
    return view;
  }
  view.append(
    h("p", { class: "empty-title" }, "No events match."),
    h("p", {}, words ? `The base holds ${words}. What lies outside is not covered.` : "Nothing in the base fits the question."),
  );
  if (state.types.length || state.statuses.length || state.since || state.until || state.involving.length) {
    view.append(
      h("p", {}, button("Ask again without filters", { class: "example" }, () => go({ ...EMPTY_STATE, lanes: state.lanes, q: state.q }, "push"))),
    );
  }
  view.append(exampleList("Or try"));
  return view;
}

// In counts, lanes are told apart by colour: name the colours.
function showLanes(data: Timeline): void {
  byId("series").replaceChildren(
    ...(data.mode === "events"
      ? []
      : data.lanes.map((lane, i) =>
          h("li", {}, h("span", { class: `swatch series-${i % 8}`, "aria-hidden": "true" }), `${lane.name} `, h("span", { class: "quiet" }, String(lane.count))),
        )),
  );
  byId("legend").hidden = data.mode !== "events";
}

function showTray(undated: AnnalsEvent[], count: number): void {
  const tray = byId("tray");
  tray.hidden = undated.length === 0 && count === 0;
  byId("tray-title").textContent = `${countWords(Math.max(count, undated.length), "event")} without a date`;
  byId("tray-events").replaceChildren(
    ...undated.map((event) => {
      const row = button("", { class: "tray-event" }, () => {
        cameFrom = "list";
        open(event.id);
      });
      row.append(signOf(event), event.headline);
      return h("li", {}, row);
    }),
  );
}

function showLegend(): void {
  const sign = (classes: string, words: string) =>
    h("span", { class: "legend-item" }, h("span", { class: `sign ${classes}`, "aria-hidden": "true" }), words);
  byId("legend").replaceChildren(
    h(
      "p",
      {},
      sign("quad-0", "happened"),
      sign("quad-0 hollow", "planned"),
      sign("quad-0 hollow dashed", "possible"),
      sign("quad-0 hollow struck", "denied"),
      sign("quad-0 fuzzy wide", "about then, or end not known"),
      sign("quad-0 coarse wide", "some time within"),
      sign("line", "latest report"),
    ),
    h("p", {}, ...[1, 2, 3, 4, 0].map((quad) => sign(`quad-${quad}`, quadWords(quad)))),
  );
}

// ---- The list: what is in view, in words.

async function showList(): Promise<void> {
  if (!shown) return;
  const current = shown.part?.timeline ?? shown.whole;
  const window = state.window;
  if (current.mode === "events") {
    const unique = new Map(current.items.map((item) => [item.event.id, item.event]));
    const all = [...unique.values()].sort(byTime);
    const inView = all.filter((event) => {
      const mark = markOf(event);
      return !window || !mark.span || touches(mark, window);
    });
    listed = { events: inView, next: null };
    const of = inView.length < all.length ? ` of ${all.length}` : "";
    drawList(`${inView.length}${of} ${all.length === 1 ? "event" : "events"}${of && " in view"}`);
    return;
  }
  listing.abort();
  listing = new AbortController();
  const { signal } = listing;
  try {
    const { data, page, meta } = await getEvents(paramsOfList(), null, signal);
    if (signal.aborted) return;
    listed = { events: data, next: page?.next ?? null };
    drawList(countWords(meta?.count?.value ?? data.length, "event"));
  } catch (error) {
    if (!signal.aborted) byId("problem").replaceChildren(problemView(error));
  }
}

function paramsOfList(): URLSearchParams {
  return state.window ? paramsWithin(state.window) : filterParams(state);
}

async function listMore(): Promise<void> {
  if (!listed.next) return;
  try {
    const { data, page } = await getEvents(paramsOfList(), listed.next, listing.signal);
    listed = { events: [...listed.events, ...data], next: page?.next ?? null };
    drawList(byId("list-title").textContent ?? "");
  } catch (error) {
    if (!listing.signal.aborted) byId("problem").replaceChildren(problemView(error));
  }
}

function drawList(title: string): void {
  byId("list-title").textContent = title;
  list.show(listed.events, listed.next !== null);
  list.setOpen(state.event);
}

// ---- What the reader does.

byId<HTMLFormElement>("search").addEventListener("submit", (event) => {
  event.preventDefault();
  propose({ q: phrase.value.trim(), event: null });
});
phrase.addEventListener("search", () => {
  if (!phrase.value && state.q) propose({ q: "", event: null }); // its ×
});
laneSelect.addEventListener("change", () => {
  const lanes = LANE_KINDS.find((kind) => kind === laneSelect.value);
  if (lanes) go({ ...state, lanes }, "push");
});
byId("home").addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  phrase.value = "";
  go(EMPTY_STATE, "push");
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  if (event.key === "Escape" && state.event) close();
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    phrase.focus();
    phrase.select();
  }
  // From the question straight down to the answers.
  if (event.key === "ArrowDown" && event.target === phrase) {
    event.preventDefault();
    list.focusFirst();
  }
});
addEventListener("popstate", () => apply(parseState(location.search)));

showLegend();
apply(parseState(location.search));
