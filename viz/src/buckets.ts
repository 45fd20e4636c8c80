// The timeline where there are too many events to draw one by one: a column of
// counts for each stretch of time, stacked by lane. A click looks closer.

import { max } from "d3-array";
import { scaleLinear, type ScaleTime } from "d3-scale";
import type { Selection } from "d3-selection";

import type { Lane, LaneBucket } from "./model";
import type { Span } from "./state";
import { countWords, windowWords } from "./words";

export const BUCKETS_HEIGHT = 260;

interface Column extends Span {
  total: number;
  parts: LaneBucket[];
}

function columnsOf(lanes: readonly Lane[], buckets: readonly LaneBucket[]): Column[] {
  const order = new Map(lanes.map((lane, i) => [lane.id, i]));
  const byBegin = new Map<string, LaneBucket[]>();
  for (const bucket of buckets) {
    byBegin.set(bucket.begin, [...(byBegin.get(bucket.begin) ?? []), bucket]);
  }
  return [...byBegin.values()].map((column) => ({
    begin: Date.parse(column[0]!.begin),
    end: Date.parse(column[0]!.end),
    total: column.reduce((n, bucket) => n + bucket.count, 0),
    parts: column
      .filter((bucket) => bucket.count > 0)
      .sort((a, b) => (order.get(a.lane) ?? 99) - (order.get(b.lane) ?? 99)),
  }));
}

export function drawBuckets(
  marks: Selection<SVGGElement, unknown, null, undefined>,
  lanes: readonly Lane[],
  buckets: readonly LaneBucket[],
  x: ScaleTime<number, number>,
  look: (at: Span) => void,
): void {
  const columns = columnsOf(lanes, buckets);
  const colour = new Map(lanes.map((lane, i) => [lane.id, i % 8]));
  const words = (column: Column) => `${windowWords(column.begin, column.end)}: ${countWords(column.total, "event")}`;
  const y = scaleLinear()
    .domain([0, Math.max(1, max(columns, (column) => column.total) ?? 1)])
    .range([BUCKETS_HEIGHT - 4, 16]);
  marks.selectAll("g.event").remove();
  const bars = marks
    .selectAll<SVGGElement, Column>("g.bucket")
    .data(columns, (column) => column?.begin)
    .join("g")
    .attr("class", "bucket")
    .attr("role", "button")
    .attr("tabindex", 0)
    .attr("aria-label", (column) => `${words(column)}. Zoom in.`)
    .on("click", (_, column) => look(column))
    .on("keydown", (event: KeyboardEvent, column) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      look(column);
    });
  bars.selectAll("title").data((column) => [column]).join("title").text(words);
  bars
    .selectAll("rect")
    .data((column) => {
      let below = 0;
      return column.parts.map((part) => {
        const from = below;
        below += part.count;
        return { lane: part.lane, from, to: below, x0: x(column.begin), x1: x(column.end) };
      });
    })
    .join("rect")
    .attr("class", (part) => `series-${colour.get(part.lane) ?? 0}`)
    .attr("x", (part) => part.x0 + 0.5)
    .attr("width", (part) => Math.max(1, part.x1 - part.x0 - 1.5))
    .attr("y", (part) => y(part.to))
    .attr("height", (part) => y(part.from) - y(part.to));
}
