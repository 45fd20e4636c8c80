// The marks of the timeline: a dot, a bar or a ring for each drawing of an event,
// and as many of its words as there is room for. Where they go was decided before.

import type { Selection } from "d3-selection";

import { filterOf, maskOf } from "./fades";
import type { Drawn } from "./lanes";
import { typeWord, whenWords } from "./words";

export const ROW = 24;
export const DOT = 5.5;
const BAR = 16;

export interface Shape {
  drawn: Drawn;
  x0: number;
  x1: number;
  y: number;
  labelX: number;
  label: string; // empty: there is no room for words
}

// The part of the chart that may be seen, in pixels.
export interface View {
  left: number;
  right: number;
}

export interface ShapeListener {
  open(id: string): void;
  point(id: string | null): void;
  reach(id: string): void; // by keyboard
}

type Marks = Selection<SVGGElement, unknown, null, undefined>;

function isDot(shape: Shape): boolean {
  return shape.x1 - shape.x0 <= 2 * DOT;
}

function classesOf(shape: Shape): string {
  const { mark, echo } = shape.drawn;
  return [
    "event",
    `quad-${mark.quad}`,
    isDot(shape) && "dot",
    mark.hollow && "hollow",
    mark.dashed && "dashed",
    mark.struck && "struck",
    mark.coarse && "coarse",
    (mark.fadeBegin || mark.fadeEnd) && "fuzzy",
    echo && "echo",
  ]
    .filter(Boolean)
    .join(" ");
}

function wordsOf({ drawn: { event, possible } }: Shape): string {
  const maybe = possible ? " Perhaps within the time asked for." : "";
  return `${event.headline}. ${whenWords(event)}. ${typeWord(event.type)}.${maybe}`;
}

function append(enter: Selection<Element | Document | Window | null, Shape, SVGGElement, unknown>, listener: ShapeListener) {
  const g = enter.append("g");
  g.append("title");
  g.append("rect").attr("class", "hit");
  g.append("rect").attr("class", "shape");
  g.append("path").attr("class", "strike");
  g.append("text").attr("dy", "0.34em");
  g.on("click", (_, shape) => listener.open(shape.drawn.event.id))
    .on("pointerenter", (_, shape) => listener.point(shape.drawn.event.id))
    .on("pointerleave", () => listener.point(null))
    .on("focus", (_, shape) => listener.reach(shape.drawn.event.id));
  return g;
}

// Events that stand out.
export interface Chosen {
  active: string | null; // the one that Tab reaches
  lit: string | null; // pointed at
  open: string | null; // in the panel
}

export function drawShapes(
  marks: Marks,
  shapes: readonly Shape[],
  view: View,
  measure: (text: string) => number,
  { active, lit, open }: Chosen,
  listener: ShapeListener,
): void {
  const focused = marks.select<SVGGElement>("g.event:focus").node();
  const g = marks
    .selectAll<SVGGElement, Shape>("g.event, g.bucket")
    .data(shapes, (shape) => shape.drawn?.key)
    .join((enter) => append(enter as never, listener))
    .attr("class", classesOf)
    .classed("lit", (shape) => shape.drawn.event.id === lit)
    .classed("open", (shape) => shape.drawn.event.id === open)
    .attr("data-event", (shape) => shape.drawn.event.id)
    .attr("transform", (shape) => `translate(0,${shape.y})`)
    .attr("role", (shape) => (shape.drawn.echo ? null : "button"))
    .attr("aria-hidden", (shape) => (shape.drawn.echo ? "true" : null))
    .attr("tabindex", (shape) => (!shape.drawn.echo && shape.drawn.event.id === active ? 0 : -1))
    .attr("aria-label", wordsOf);
  g.select("title").text(wordsOf);
  // What runs far out of view is cut, so that fades and dashes stay near.
  const left = (shape: Shape) => Math.max(shape.x0, view.left - 40);
  const width = (shape: Shape) => Math.max(1, Math.min(shape.x1, view.right + 40) - left(shape));
  g.select(".hit")
    .attr("x", (shape) => left(shape) - 4)
    .attr("y", -ROW / 2)
    .attr("width", (shape) =>
      Math.max(width(shape) + 8, shape.label ? shape.labelX + measure(shape.label) - left(shape) + 8 : 0),
    )
    .attr("height", ROW);
  g.select(".shape")
    .attr("x", left)
    .attr("y", (shape) => (isDot(shape) ? -DOT : -BAR / 2))
    .attr("width", width)
    .attr("height", (shape) => (isDot(shape) ? 2 * DOT : BAR))
    .attr("rx", (shape) => (isDot(shape) ? DOT : 3))
    .attr("mask", (shape) => maskOf(shape.drawn.mark, isDot(shape)))
    .attr("filter", (shape) => filterOf(shape.drawn.mark, isDot(shape)));
  g.select(".strike").attr("d", (shape) => {
    if (!shape.drawn.mark.struck) return null;
    const holdsWords = shape.label !== "" && shape.labelX < shape.x1;
    if (!isDot(shape)) return holdsWords ? null : `M${left(shape)},0h${width(shape)}`;
    const middle = (shape.x0 + shape.x1) / 2;
    return `M${middle - 7},-7l14,14m0,-14l-14,14`;
  });
  g.select("text").attr("x", (shape) => shape.labelX).text((shape) => shape.label);
  // To be moved among its siblings costs an element the focus.
  if (focused?.isConnected && document.activeElement !== focused) {
    focused.focus({ preventScroll: true });
  }
}
