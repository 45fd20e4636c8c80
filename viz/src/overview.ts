// The histogram below the timeline: how many events there are over all of time,
// and a brush that says which part of it the timeline shows. Dark is certain,
// light is possible: a fuzzy date may lie in any of several buckets.

import { max } from "d3-array";
import { axisBottom } from "d3-axis";
import { brushX, type BrushBehavior, type D3BrushEvent } from "d3-brush";
import { scaleLinear, scaleUtc, type ScaleTime } from "d3-scale";
import { select, type Selection } from "d3-selection";

import { tickText } from "./axis";
import type { Bucket } from "./model";
import type { Span } from "./state";
import { countWords, windowWords } from "./words";

const HEIGHT = 74;
const BARS = 48;
const SIDE = 8;

// A stretch of time and its counts.
export interface Stretch {
  span: Span;
  buckets: Bucket[];
}

export class OverviewView {
  private readonly svg: Selection<SVGSVGElement, unknown, null, undefined>;
  private readonly brush: BrushBehavior<unknown>;
  private stretches: Stretch[] = [];
  private stretch: Stretch = { span: { begin: 0, end: 1 }, buckets: [] }; // the one drawn
  private shown: Span = this.stretch.span;
  private x: ScaleTime<number, number> = scaleUtc();
  private width = 0;

  constructor(
    private readonly root: HTMLElement,
    onWindow: (window: Span, settled: boolean) => void,
  ) {
    root.classList.add("overview");
    this.svg = select(root).append("svg").attr("role", "img").attr("height", HEIGHT);
    this.svg.append("g").attr("class", "bars");
    this.svg.append("g").attr("class", "axis").attr("transform", `translate(0,${BARS})`);
    this.svg.append("g").attr("class", "brush").attr("aria-hidden", "true");
    this.brush = brushX().on("brush end", (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return; // moved by setWindow()
      const settled = event.type === "end";
      if (!event.selection) {
        if (settled) onWindow(this.stretch.span, true); // a click beside the brush: all
        return;
      }
      const [x0, x1] = event.selection as [number, number];
      if (x1 - x0 < 1) return;
      onWindow({ begin: +this.x.invert(x0), end: +this.x.invert(x1) }, settled);
    });
    new ResizeObserver(() => {
      if (Math.abs(root.clientWidth - this.width) > 1) this.draw();
    }).observe(root);
  }

  // `stretches` from the narrowest to the whole: drawn is the first that holds
  // the window.
  show(stretches: Stretch[], window: Span): void {
    this.stretches = stretches;
    this.shown = window;
    this.stretch = this.holding(window);
    this.draw();
  }

  setWindow(window: Span): void {
    this.shown = window;
    const stretch = this.holding(window);
    if (stretch !== this.stretch) {
      this.stretch = stretch;
      this.draw();
    } else {
      this.placeBrush();
    }
  }

  private holding({ begin, end }: Span): Stretch {
    const slack = (end - begin) * 0.02;
    const holds = ({ span }: Stretch) => span.begin <= begin + slack && end - slack <= span.end;
    return this.stretches.find(holds) ?? this.stretches[this.stretches.length - 1] ?? this.stretch;
  }

  private placeBrush(): void {
    const { begin, end } = this.stretch.span;
    const clamp = (ms: number) => Math.max(begin, Math.min(end, ms));
    const x0 = this.x(clamp(this.shown.begin));
    const x1 = Math.max(this.x(clamp(this.shown.end)), x0 + 3);
    this.svg.select<SVGGElement>(".brush").call(this.brush.move, [x0, x1]);
  }

  private draw(): void {
    this.width = this.root.clientWidth;
    if (this.width === 0) return;
    const { span: { begin, end }, buckets } = this.stretch;
    this.x = scaleUtc().domain([begin, end]).range([SIDE, this.width - SIDE]);
    const y = scaleLinear()
      .domain([0, Math.max(1, max(buckets, (bucket) => bucket.max) ?? 1)])
      .range([BARS, 4]);
    this.svg.attr("width", this.width);
    const within = buckets.filter((bucket) => Date.parse(bucket.begin) < end && begin < Date.parse(bucket.end));
    const span = (bucket: Bucket): [number, number] => [
      this.x(Math.max(begin, Date.parse(bucket.begin))),
      this.x(Math.min(end, Date.parse(bucket.end))),
    ];
    const bars = this.svg
      .select(".bars")
      .selectAll<SVGGElement, Bucket>("g")
      .data(within)
      .join((enter) => {
        const g = enter.append("g");
        g.append("rect").attr("class", "possibly");
        g.append("rect").attr("class", "certainly");
        return g;
      });
    for (const [name, value] of [
      ["possibly", (bucket: Bucket) => bucket.max],
      ["certainly", (bucket: Bucket) => bucket.min],
    ] as const) {
      bars
        .select(`.${name}`)
        .attr("x", (bucket) => span(bucket)[0] + 0.5)
        .attr("width", (bucket) => Math.max(1, span(bucket)[1] - span(bucket)[0] - 1))
        .attr("y", (bucket) => y(value(bucket)))
        .attr("height", (bucket) => BARS - y(value(bucket)));
    }
    const ticks = Math.max(2, Math.floor(this.width / 110));
    this.svg.select<SVGGElement>(".axis").call(axisBottom<Date>(this.x as never).ticks(ticks).tickFormat(tickText).tickSizeOuter(0));
    const total = buckets.reduce((n, bucket) => n + bucket.count, 0);
    this.svg.attr(
      "aria-label",
      `Overview: ${countWords(total, "dated event")}, ${windowWords(begin, end)}.`,
    );
    this.brush.extent([[SIDE, 0], [this.width - SIDE, BARS]]);
    this.svg.select<SVGGElement>(".brush").call(this.brush);
    this.placeBrush();
  }
}
