// The timeline: lanes of events on one axis of time, or, when they are too many,
// stacked counts. It draws what it is given and reports what the reader does; it
// asks no questions of the API and keeps no state but the window in view.

import { axisTop } from "d3-axis";
import { scaleUtc, type ScaleTime } from "d3-scale";
import { select, type Selection } from "d3-selection";
import { utcYear } from "d3-time";
import "d3-transition";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from "d3-zoom";

import { tickText } from "./axis";
import { BUCKETS_HEIGHT, drawBuckets } from "./buckets";
import { button, h, reducedMotion } from "./dom";
import { addFades } from "./fades";
import { lanesOf, type LaneDrawing } from "./lanes";
import { isInside, packLane, truncate, type Box, type Placed } from "./layout";
import { byTime, touches } from "./marks";
import type { Lane, Timeline } from "./model";
import { DOT, drawShapes, ROW, type Chosen, type Shape } from "./shapes";
import type { Span } from "./state";
import { countWords, windowWords } from "./words";

export interface TimelineListener {
  open(id: string): void;
  focus(id: string | null): void; // pointed at or reached by keyboard
  window(window: Span, settled: boolean): void;
}

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

const LANE_PADDING = 7;
const LANE_HEAD = 20; // where there is no gutter
const EMPTY_LANE = 24;
const FOOT = 18; // under the last lane
const RIGHT = 12;
const NARROW = 620; // no gutter below this width
const SHORTEST_BAR = 11;
const MINUTE = 60_000;

// A lane, and at the present scale what each of its drawings takes up and where.
interface PackedLane extends LaneDrawing {
  boxes: Box[];
  placed: Placed[];
}

interface LaneTop {
  lane: Lane;
  y: number;
  height: number;
  isEmpty: boolean; // nothing of it is in view
}

const canvas = document.createElement("canvas").getContext("2d");

function measure(text: string): number {
  return canvas ? canvas.measureText(text).width : text.length * 7;
}

// Of the names of lanes, which are bold.
function measureName(text: string): number {
  return measure(text) * 1.12;
}

export class TimelineView {
  private readonly axis: Svg;
  private readonly chart: Svg;
  private readonly scroller: HTMLElement;
  private readonly zoom: ZoomBehavior<SVGSVGElement, unknown>;
  private timeline: Timeline | null = null;
  private lanes: PackedLane[] = [];
  private full: Span = { begin: 0, end: 1 };
  private latest: number | null = null;
  private packedAt = NaN; // the scale that the lanes were packed for
  private readonly chosen: Chosen = { active: null, lit: null, open: null };
  private width = 0;
  private gutter = 0;
  private base: ScaleTime<number, number> = scaleUtc();
  private x: ScaleTime<number, number> = scaleUtc();
  private quiet = false; // a change of window that came from outside

  constructor(
    private readonly root: HTMLElement,
    zooming: HTMLElement, // where its buttons go
    private readonly listener: TimelineListener,
  ) {
    root.classList.add("timeline");
    this.scroller = h("div", { class: "timeline-scroll" });
    zooming.append(
      button("−", { "aria-label": "Zoom out", title: "Zoom out (−)" }, () => this.zoomBy(0.5)),
      button("+", { "aria-label": "Zoom in", title: "Zoom in (+)" }, () => this.zoomBy(2)),
      button("All", { "aria-label": "Show all of the time", title: "Everything (0)" }, () => this.zoomOut()),
    );
    this.axis = select(root).append("svg").attr("class", "timeline-axis").attr("aria-hidden", "true");
    root.append(this.scroller);
    this.chart = select(this.scroller).append("svg").attr("class", "timeline-chart").attr("role", "group");
    addFades(this.chart);
    this.chart.append("g").attr("class", "grid");
    this.chart.append("g").attr("class", "lane-rules");
    this.chart.append("g").attr("class", "marks");
    this.chart.append("g").attr("class", "lane-names").attr("aria-hidden", "true");

    this.zoom = zoom<SVGSVGElement, unknown>()
      // One finger scrolls the page; two pan and zoom.
      .filter((event: Event & { ctrlKey?: boolean; button?: number; touches?: TouchList }) =>
        event.type.startsWith("touch")
          ? (event.touches?.length ?? 0) > 1
          : (!event.ctrlKey || event.type === "wheel") && !event.button,
      )
      .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
        const source = event.sourceEvent as MouseEvent | null;
        if (source?.type === "mousemove") this.scroller.scrollTop -= source.movementY;
        this.draw(event.transform.rescaleX(this.base));
        if (!this.quiet) this.listener.window(this.window(), false);
      })
      .on("end", () => {
        if (!this.quiet) this.listener.window(this.window(), true);
      });
    this.chart.call(this.zoom).on("dblclick.zoom", null);
    this.chart.on("keydown", (event: KeyboardEvent) => this.onKey(event));
    this.chart.on("pointerleave", () => this.listener.focus(null));
    new ResizeObserver(() => this.resize()).observe(root);
  }

  // `full` is all of the time there is; `window` the part of it to show.
  show(timeline: Timeline, full: Span, window: Span, latest: number | null): void {
    this.timeline = timeline;
    this.full = full;
    this.latest = latest;
    const lanes = timeline.mode === "events" ? lanesOf(timeline.lanes, timeline.items) : [];
    this.lanes = lanes.map((lane) => ({ ...lane, boxes: [], placed: [] }));
    this.packedAt = NaN;
    this.fit(window);
  }

  window(): Span {
    const [begin, end] = this.x.domain();
    return { begin: begin!.getTime(), end: end!.getTime() };
  }

  setWindow(window: Span, animate = false): void {
    const length = Math.max(MINUTE * 10, window.end - window.begin);
    const k = (this.full.end - this.full.begin) / length;
    const transform = zoomIdentity
      .translate(this.gutter - k * this.base(window.begin), 0)
      .scale(k);
    if (animate && !reducedMotion()) {
      this.chart.transition().duration(220).call(this.zoom.transform, transform);
    } else {
      this.zoom.transform(this.chart, transform);
    }
  }

  highlight(id: string | null): void {
    this.chosen.lit = id;
    this.mark("lit", id);
  }

  // Marks the event that the panel shows.
  setOpen(id: string | null): void {
    this.chosen.open = id;
    this.mark("open", id);
  }

  private mark(name: string, id: string | null): void {
    this.chart
      .select(".marks")
      .selectAll<SVGGElement, Shape>("g.event")
      .classed(name, (shape) => shape.drawn.event.id === id);
  }

  focusEvent(id: string): boolean {
    const node = this.chart.select<SVGGElement>(`g.event[data-event="${CSS.escape(id)}"]:not(.echo)`).node();
    node?.focus();
    return node !== null;
  }

  // About `centre`, or the middle of what is in view.
  zoomBy(factor: number, centre?: number): void {
    const { begin, end } = this.window();
    const half = (end - begin) / 2 / factor;
    const middle = centre ?? (begin + end) / 2;
    this.setWindow(this.within({ begin: middle - half, end: middle + half }), true);
  }

  zoomOut(): void {
    this.setWindow(this.full, true);
  }

  private within(window: Span): Span {
    const length = Math.min(window.end - window.begin, this.full.end - this.full.begin);
    const begin = Math.max(this.full.begin, Math.min(window.begin, this.full.end - length));
    return { begin, end: begin + length };
  }

  private resize(): void {
    if (this.timeline && Math.abs(this.root.clientWidth - this.width) > 1) {
      this.fit(this.window());
    }
  }

  // To the width of the page. The reader has not moved: nothing is reported.
  private fit(window: Span): void {
    this.width = this.root.clientWidth;
    this.packedAt = NaN;
    if (canvas) canvas.font = getComputedStyle(this.root).font;
    this.gutter = this.gutterWidth();
    const range: [number, number] = [this.gutter, Math.max(this.gutter + 50, this.width - RIGHT)];
    this.base = scaleUtc().domain([this.full.begin, this.full.end]).range(range);
    const length = this.full.end - this.full.begin;
    this.zoom
      .extent([[range[0], 0], [range[1], 1]])
      .translateExtent([[range[0], -Infinity], [range[1], Infinity]])
      .scaleExtent([1, Math.max(1, length / (60 * MINUTE))]);
    this.quiet = true;
    this.setWindow(this.within(window));
    this.quiet = false;
  }

  // As much as the names need, up to a quarter of the width.
  private gutterWidth(): number {
    if (this.width < NARROW || this.lanes.length === 0) return 8;
    const widest = Math.max(...this.lanes.map(({ lane }) => measureName(lane.name) + measure(String(lane.count))));
    return Math.min(Math.max(96, Math.ceil(widest) + 28), this.width * 0.28);
  }

  private draw(x: ScaleTime<number, number>): void {
    this.x = x;
    if (!this.timeline) return;
    if (this.timeline.mode === "buckets") this.drawCounts(this.timeline);
    else this.drawEvents();
  }

  private drawCounts({ lanes, buckets }: Timeline & { mode: "buckets" }): void {
    this.drawAxis(BUCKETS_HEIGHT);
    this.drawLanes([], 0);
    drawBuckets(this.chart.select(".marks"), lanes, buckets, this.x, (at) => this.setWindow(this.within(at), true));
    this.chart.attr("aria-label", "Counts of events over time. Enter zooms into a bar.");
  }

  private drawAxis(height: number): void {
    const ticks = Math.max(3, Math.round((this.width - this.gutter) / 95));
    this.axis.attr("width", this.width).attr("height", 30);
    this.axis
      .selectAll<SVGGElement, null>("g.axis")
      .data([null])
      .join("g")
      .attr("class", "axis")
      .attr("transform", "translate(0,29)")
      .call(axisTop<Date>(this.x as never).ticks(ticks).tickFormat(tickText).tickSizeOuter(0));
    this.axis
      .selectAll<SVGGElement, Date>(".tick")
      .classed("year", (date) => +utcYear(date) === +date);

    this.chart.attr("width", this.width).attr("height", height);
    const grid = this.chart.select<SVGGElement>(".grid");
    grid
      .selectAll("line.tick-line")
      .data(this.x.ticks(ticks))
      .join("line")
      .attr("class", "tick-line")
      .attr("x1", (date) => this.x(date))
      .attr("x2", (date) => this.x(date))
      .attr("y2", height);
    const latest = this.latest === null ? [] : [this.latest];
    const inView = latest.filter((at) => this.x(at) >= this.gutter && this.x(at) <= this.width - RIGHT);
    grid
      .selectAll("line.latest")
      .data(inView)
      .join("line")
      .attr("class", "latest")
      .attr("x1", (at) => this.x(at))
      .attr("x2", (at) => this.x(at))
      .attr("y2", height);
  }

  // Pixels per millisecond decide the rows; where the view begins does not.
  private pack(scale: number): void {
    if (Math.abs(scale / this.packedAt - 1) < 1e-9) return;
    this.packedAt = scale;
    const at = (ms: number) => (ms - this.full.begin) * scale;
    const maxRows = Math.max(4, Math.min(9, Math.floor(40 / Math.max(1, this.lanes.length))));
    for (const lane of this.lanes) {
      lane.boxes = lane.drawn.map(({ mark, span, event, echo }) => {
        let begin = at(mark.openBegin ? this.full.begin : span.begin);
        let end = at(mark.openEnd ? this.full.end : span.end);
        if (end - begin < SHORTEST_BAR) {
          const middle = (begin + end) / 2;
          begin = middle - DOT;
          end = middle + DOT;
        }
        return { begin, end, label: Math.min(340, measure(event.headline) + 2), reserves: !echo };
      });
      lane.placed = packLane(lane.boxes, maxRows).placed;
    }
  }

  private drawEvents(): void {
    const offset = this.x(this.full.begin);
    const scale = (this.x(this.full.end) - offset) / (this.full.end - this.full.begin);
    this.pack(scale);
    const right = this.width - RIGHT;
    const laneHead = this.gutter < 100 ? LANE_HEAD : 0;

    const shapes: Shape[] = [];
    const tops: LaneTop[] = [];
    let y = 0;
    for (const { lane, drawn, boxes, placed } of this.lanes) {
      let rows = 0;
      drawn.forEach((each, i) => {
        const box = boxes[i]!;
        const place = placed[i]!;
        const x0 = box.begin + offset;
        const x1 = box.end + offset;
        if (x1 < this.gutter || x0 > right) return;
        rows = Math.max(rows, place.row + 1);
        // The words of a bar that begins before the view stay in view.
        const inside = isInside(box);
        const labelEnd = inside ? x1 - 6 : place.labelBegin + offset + place.labelRoom;
        const labelX = Math.max(place.labelBegin + offset, inside ? this.gutter + 6 : -Infinity);
        const room = Math.min(labelEnd - labelX, right - labelX);
        shapes.push({
          drawn: each,
          x0,
          x1,
          y: y + LANE_PADDING + laneHead + place.row * ROW + ROW / 2,
          labelX,
          label: room > 24 && labelX >= this.gutter ? truncate(each.event.headline, room, measure) : "",
        });
      });
      const height = rows === 0 ? EMPTY_LANE : rows * ROW + 2 * LANE_PADDING + laneHead;
      tops.push({ lane, y, height, isEmpty: rows === 0 });
      y += height;
    }
    const reachable = shapes.filter((shape) => !shape.drawn.echo);
    if (!reachable.some((shape) => shape.drawn.event.id === this.chosen.active)) {
      this.chosen.active = reachable[0]?.drawn.event.id ?? null;
    }
    this.drawAxis(Math.max(y, 60) + FOOT);
    this.drawLanes(tops, laneHead);
    drawShapes(this.chart.select(".marks"), shapes, { left: this.gutter, right: this.width }, measure, this.chosen, {
      open: (id) => this.listener.open(id),
      point: (id) => this.listener.focus(id),
      reach: (id) => {
        this.chosen.active = id;
        this.listener.focus(id);
      },
    });
    const count = new Set(shapes.map((shape) => shape.drawn.event.id)).size;
    const { begin, end } = this.window();
    this.chart.attr(
      "aria-label",
      `Timeline, ${countWords(count, "event")} in view, ${windowWords(begin, end)}. ` +
        "Arrow keys move from event to event, Enter opens one.",
    );
  }

  private drawLanes(tops: LaneTop[], laneHead: number): void {
    this.chart
      .select(".lane-rules")
      .selectAll("line")
      .data(tops)
      .join("line")
      .attr("x2", this.width)
      .attr("y1", (top) => Math.round(top.y + top.height) + 0.5)
      .attr("y2", (top) => Math.round(top.y + top.height) + 0.5);
    const names = this.chart
      .select(".lane-names")
      .selectAll<SVGGElement, LaneTop>("g")
      .data(tops, (top) => top.lane.id)
      .join((enter) => {
        const g = enter.append("g");
        g.append("rect");
        const text = g.append("text");
        text.append("tspan").attr("class", "lane-name");
        text.append("tspan").attr("class", "lane-count").attr("dx", 6);
        g.append("title");
        return g;
      })
      .classed("empty-lane", (top) => top.isEmpty)
      .attr("transform", (top) => `translate(0,${top.y})`);
    names
      .select("rect")
      .attr("width", laneHead ? 0 : this.gutter - 6)
      .attr("y", 1)
      .attr("height", (top) => top.height - 1);
    names.select("text").attr("x", laneHead ? 8 : 2).attr("y", (top) =>
      laneHead || top.isEmpty ? 16 : LANE_PADDING + ROW / 2 + 4,
    );
    names.select(".lane-name").text(({ lane }) =>
      truncate(lane.name, (laneHead ? this.width : this.gutter) - 24 - measure(String(lane.count)), measureName),
    );
    names.select(".lane-count").text(({ lane }) => String(lane.count));
    names.select("title").text(({ lane }) => `${lane.name}: ${countWords(lane.count, "event")}`);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = (event.target as Element).closest<SVGGElement>("g.event");
    const shape = target && select<SVGGElement, Shape>(target).datum();
    const centre = shape ? (shape.drawn.span.begin + shape.drawn.span.end) / 2 : undefined;
    const moves: Record<string, () => void> = {
      "+": () => this.zoomBy(2, centre),
      "=": () => this.zoomBy(2, centre),
      "-": () => this.zoomBy(0.5, centre),
      "0": () => this.zoomOut(),
    };
    if (target) {
      const id = target.dataset.event ?? "";
      moves.Enter = moves[" "] = () => this.listener.open(id);
      moves.ArrowRight = moves.ArrowDown = () => this.step(id, 1);
      moves.ArrowLeft = moves.ArrowUp = () => this.step(id, -1);
    }
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  // To the event before or after, bringing it into view.
  private step(id: string, by: 1 | -1): void {
    const all = this.lanes
      .flatMap((lane) => lane.drawn)
      .filter((drawn) => !drawn.echo)
      .sort((a, b) => byTime(a.event, b.event));
    const next = all[all.findIndex((drawn) => drawn.event.id === id) + by];
    if (!next) return;
    const window = this.window();
    if (!touches(next.mark, window)) {
      const half = (window.end - window.begin) / 2;
      const middle = (next.span.begin + next.span.end) / 2;
      this.setWindow(this.within({ begin: middle - half, end: middle + half }));
    }
    this.chosen.active = next.event.id;
    const node = this.chart
      .selectAll<SVGGElement, Shape>("g.event:not(.echo)")
      .attr("tabindex", (shape) => (shape.drawn.event.id === this.chosen.active ? 0 : -1))
      .filter((shape) => shape.drawn.event.id === this.chosen.active)
      .node();
    node?.focus();
  }
}
