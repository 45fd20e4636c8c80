// The answer to the present question: the timeline, the overview below it and the
// list beside it. Asks the API anew where the question has changed, and for a
// closer look where the whole of an answer is too much for single events.

import { getEvents, getHistogram, getTimeline } from "./api";
import { byId } from "./dom";
import { exampleList } from "./examples";
import { fittingWindow } from "./layout";
import { ListView } from "./list";
import { byTime, markOf, touches } from "./marks";
import { coverageView, emptyBaseView, nothingFoundView, seriesItems, understoodWords, undatedWords } from "./messages";
import type { AnnalsEvent, Coverage, Histogram, Meta, Timeline } from "./model";
import { rememberName } from "./names";
import { OverviewView, type Stretch } from "./overview";
import { problemView } from "./problem";
import {
  EMPTY_STATE,
  filterParams,
  hasFilter,
  hasFilterBesidePhrase,
  isNear,
  roundWindow,
  windowParams,
  type LaneKind,
  type PageState,
  type Span,
} from "./state";
import { TimelineView } from "./timeline";
import { countWords, statusWord, typeWord, windowWords } from "./words";

export interface DeskListener {
  open(id: string, from: "list" | "timeline"): void;
  window(window: Span | null): void; // the reader moved; null: back to where it began
  propose(change: Partial<PageState>): void;
  ask(phrase: string): void;
}

// What the API answered.
interface Shown {
  whole: Timeline; // over all of time
  part: { span: Span; timeline: Timeline } | null; // a closer look, where the whole is only counts
  meta: Meta;
  full: Span; // all of the time there is to show
  first: Span; // what to show before the reader has moved
}

export class Desk {
  private state: PageState = EMPTY_STATE;
  private shown: Shown | null = null;
  private request = new AbortController();
  private closer = new AbortController();
  private listing = new AbortController();
  private listed: { events: AnnalsEvent[]; next: string | null } = { events: [], next: null };
  private readonly timeline: TimelineView;
  private readonly overview: OverviewView;
  private readonly list: ListView;

  constructor(private readonly listener: DeskListener) {
    this.timeline = new TimelineView(byId("timeline"), byId("zoom"), {
      open: (id) => listener.open(id, "timeline"),
      focus: (id) => this.highlight(id),
      window: (window, settled) => this.moved(window, settled, this.overview),
    });
    this.overview = new OverviewView(byId("overview"), (window, settled) => this.moved(window, settled, this.timeline));
    this.list = new ListView(byId("list"), {
      open: (id) => listener.open(id, "list"),
      focus: (id) => this.highlight(id),
      more: () => void this.listMore(),
    });
  }

  get isLoaded(): boolean {
    return this.shown !== null;
  }

  async load(state: PageState): Promise<void> {
    for (const old of [this.request, this.closer, this.listing]) old.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    this.state = state;
    this.markOpen();
    this.busy(true);
    try {
      const params = filterParams(state);
      const [answer, histogram] = await Promise.all([
        getTimeline(params, state.lanes, signal),
        getHistogram(params, signal),
      ]);
      const whole = named(answer.data, state.lanes);
      const spans = spansOf(whole, histogram.data);
      const stretches = await this.stretchesOf(spans, histogram.data, signal);
      if (signal.aborted) return;
      this.show(whole, histogram.data, answer.meta ?? {}, stretches);
    } catch (error) {
      if (signal.aborted) return;
      this.fail(error);
    }
    this.busy(false);
  }

  // The same question, perhaps another window or another event open.
  follow(state: PageState): void {
    const before = this.state;
    this.state = state;
    this.markOpen();
    if (before.window !== state.window) this.showWindow();
  }

  // The reader moved to the window of `state`, and it is in view: to set it again
  // would make the timeline jump by what was rounded.
  settle(state: PageState): void {
    this.state = state;
    this.fillWindow();
  }

  neighbour(id: string, by: 1 | -1): string | null {
    return this.list.neighbour(id, by);
  }

  focusList(): void {
    this.list.focusFirst();
  }

  // Back to where an event was opened from.
  focusEvent(id: string, from: "list" | "timeline"): void {
    if (from === "timeline" && this.timeline.focusEvent(id)) return;
    if (!this.list.focusEvent(id)) this.list.focusFirst();
  }

  private markOpen(): void {
    this.list.setOpen(this.state.event);
    this.timeline.setOpen(this.state.event);
    byId("desk").classList.toggle("has-panel", this.state.event !== null);
  }

  private highlight(id: string | null): void {
    this.timeline.highlight(id);
    this.list.highlight(id);
  }

  private busy(is: boolean): void {
    byId("progress").hidden = !is;
    byId("desk").setAttribute("aria-busy", String(is));
  }

  private fail(error: unknown): void {
    this.shown = null;
    byId("desk").hidden = true;
    byId("understood").replaceChildren();
    byId("examples").replaceChildren();
    const choose = (entity: string) => this.listener.propose({ q: "", involving: [...this.state.involving, entity] });
    byId("problem").replaceChildren(problemView(error, choose), exampleList("Try one of these", this.listener.ask));
  }

  // What the overview can show: where most of it is, if a few events stray far
  // from the rest, and the whole. In each, counts as fine as fit.
  private async stretchesOf(spans: readonly Span[], histogram: Histogram, signal: AbortSignal): Promise<Stretch[]> {
    const first = fittingWindow(spans);
    if (!first) return [];
    const full = {
      begin: Math.min(first.begin, ...spans.map((span) => span.begin)),
      end: Math.max(first.end, ...spans.map((span) => span.end)),
    };
    const whole = { span: full, buckets: histogram.buckets };
    if (isNear(full, first)) return [whole];
    const { data } = await getHistogram(this.paramsWithin(first), signal);
    return [{ span: first, buckets: data.buckets }, whole];
  }

  private show(whole: Timeline, histogram: Histogram, meta: Meta, stretches: Stretch[]): void {
    const events = whole.mode === "events" ? whole.items.map((item) => item.event) : [];
    for (const { participants = [], places = [] } of events) {
      for (const each of [...participants, ...places]) rememberName(each.entity, each.name);
    }
    const total = meta.count?.value ?? events.length;
    const isEmpty = total === 0 && events.length === 0 && whole.mode === "events";
    const isAsked = hasFilter(this.state);
    byId("understood").replaceChildren(...(isAsked ? understoodWords(meta, total) : []));
    byId("coverage").replaceChildren(...coverageView(meta.coverage));
    byId("examples").replaceChildren(...(isAsked || isEmpty ? [] : [exampleList("For example", this.listener.ask)]));
    byId("problem").replaceChildren(...(isEmpty ? [this.nothing(meta.coverage)] : []));
    byId("desk").hidden = isEmpty;

    const first = stretches[0]?.span ?? { begin: Date.UTC(2025, 0), end: Date.UTC(2026, 0) };
    const full = stretches[stretches.length - 1]?.span ?? first;
    this.shown = { whole, part: null, meta, first, full };
    if (isEmpty) return;
    byId("timeline").hidden = byId("overview").hidden = stretches.length === 0;
    const undated = events.filter((event) => markOf(event).span === null);
    byId("undated").replaceChildren(...undatedWords(histogram.undated, undated, () => this.showUndated()));
    if (stretches.length > 0) {
      const window = this.state.window ?? first;
      this.drawTimeline(whole, window);
      this.overview.show(stretches, window);
    }
    this.showWindow();
  }

  private nothing(coverage: Coverage | undefined): HTMLElement {
    const { state, listener } = this;
    if (!hasFilter(state)) return emptyBaseView();
    const unfiltered = () => listener.ask(state.q);
    return nothingFoundView(coverage, hasFilterBesidePhrase(state) ? unfiltered : null, listener.ask);
  }

  private showUndated(): void {
    if (this.state.event) this.listener.propose({ event: null, window: this.state.window });
    this.list.focusUndated();
  }

  // The part of time that the address names, or where most of it is.
  private showWindow(): void {
    if (!this.shown) return;
    const window = this.state.window ?? this.shown.first;
    this.timeline.setWindow(window);
    this.overview.setWindow(window);
    byId("range").textContent = windowWords(window.begin, window.end);
    this.fillWindow();
  }

  private fillWindow(): void {
    if (!this.shown) return;
    void this.lookCloser(this.state.window ?? this.shown.first);
    void this.showList();
  }

  // The reader zoomed, dragged or brushed in one view: `other` follows.
  private moved(window: Span, settled: boolean, other: { setWindow(window: Span): void }): void {
    if (!this.shown) return;
    other.setWindow(window);
    byId("range").textContent = windowWords(window.begin, window.end);
    if (settled) this.listener.window(isNear(window, this.shown.first) ? null : roundWindow(window));
  }

  // The filter's parameters, narrowed to `span` where it is the narrower.
  private paramsWithin(span: Span): URLSearchParams {
    const { state } = this;
    const params = filterParams(state);
    const { since, until } = windowParams(span);
    const dated = (text: string) => /^\d{4}/.test(text);
    if (!state.since || (dated(state.since) && state.since < since)) params.set("since", since);
    if (!state.until || (dated(state.until) && state.until > until)) params.set("until", until);
    return params;
  }

  // Where the whole is too much for single events, asks for the part in view.
  private async lookCloser(window: Span): Promise<void> {
    if (!this.shown || this.shown.whole.mode === "events") return;
    const length = window.end - window.begin;
    const { part, full, whole } = this.shown;
    const covered = part && part.span.begin <= window.begin && window.end <= part.span.end;
    const closeEnough =
      covered && (part.timeline.mode === "events" || length * 2 > part.span.end - part.span.begin);
    if (closeEnough) return;
    if (length * 1.5 > full.end - full.begin) {
      if (part) {
        this.shown.part = null;
        this.drawTimeline(whole, window);
      }
      return;
    }
    this.closer.abort();
    this.closer = new AbortController();
    const { signal } = this.closer;
    const span = roundWindow({ begin: window.begin - length / 8, end: window.end + length / 8 });
    this.busy(true);
    try {
      const { data } = await getTimeline(this.paramsWithin(span), this.state.lanes, signal);
      if (signal.aborted || !this.shown) return;
      this.shown.part = { span, timeline: named(data, this.state.lanes) };
      this.drawTimeline(this.shown.part.timeline, this.timeline.window());
      void this.showList();
    } catch (error) {
      if (!signal.aborted) byId("problem").replaceChildren(problemView(error));
    }
    this.busy(false);
  }

  private drawTimeline(timeline: Timeline, window: Span): void {
    if (!this.shown) return;
    const latest = Date.parse(this.shown.meta.coverage?.last ?? "");
    byId("series").replaceChildren(...seriesItems(timeline));
    byId("legend").hidden = timeline.mode !== "events";
    this.timeline.show(timeline, this.shown.full, window, Number.isNaN(latest) ? null : latest);
  }

  // The list has what is in view, in words.
  private async showList(): Promise<void> {
    if (!this.shown) return;
    const current = this.shown.part?.timeline ?? this.shown.whole;
    if (current.mode === "events") {
      const window = this.state.window ?? this.shown.first;
      const unique = new Map(current.items.map((item) => [item.event.id, item.event]));
      const all = [...unique.values()].sort(byTime);
      const undated = all.filter((event) => !markOf(event).span);
      const inView = all.filter((event) => touches(markOf(event), window));
      const isPart = inView.length + undated.length < all.length;
      const title = isPart ? `${inView.length} of ${countWords(all.length, "event")} in view` : countWords(all.length, "event");
      this.drawList({ events: [...inView, ...undated], next: null }, title);
      return;
    }
    this.listing.abort();
    this.listing = new AbortController();
    const { signal } = this.listing;
    try {
      const { data, page, meta } = await getEvents(this.paramsOfList(), null, signal);
      if (signal.aborted) return;
      this.drawList({ events: data, next: page?.next ?? null }, countWords(meta?.count?.value ?? data.length, "event"));
    } catch (error) {
      if (!signal.aborted) byId("problem").replaceChildren(problemView(error));
    }
  }

  private paramsOfList(): URLSearchParams {
    return this.state.window ? this.paramsWithin(this.state.window) : filterParams(this.state);
  }

  private async listMore(): Promise<void> {
    const { signal } = this.listing;
    if (!this.listed.next) return;
    try {
      const { data, page } = await getEvents(this.paramsOfList(), this.listed.next, signal);
      if (!signal.aborted) this.drawList({ events: [...this.listed.events, ...data], next: page?.next ?? null });
    } catch (error) {
      if (!signal.aborted) byId("problem").replaceChildren(problemView(error));
    }
  }

  private drawList(listed: { events: AnnalsEvent[]; next: string | null }, title?: string): void {
    this.listed = listed;
    if (title !== undefined) byId("list-title").textContent = title;
    this.list.show(listed.events, listed.next !== null);
    this.list.setOpen(this.state.event);
  }
}

// Lanes of types and states are named in words, as everywhere on the page.
function named(answer: Timeline, kind: LaneKind): Timeline {
  const words = kind === "type" ? typeWord : kind === "status" ? statusWord : null;
  if (words) for (const lane of answer.lanes) lane.name = words(lane.id);
  return answer;
}

// Where in time there is something: each event, or each filled count.
function spansOf(timeline: Timeline, histogram: Histogram): Span[] {
  const events = timeline.mode === "events" ? timeline.items.map((item) => markOf(item.event).span) : [];
  const spans = events.filter((span): span is Span => span !== null);
  if (spans.length > 0) return spans;
  const ofBucket = (bucket: { begin: string; end: string }) => ({ begin: Date.parse(bucket.begin), end: Date.parse(bucket.end) });
  return histogram.buckets.filter((bucket) => bucket.max > 0).map(ofBucket);
}
