// What makes a date look as uncertain as it is. A bar fades at the end that
// nobody knows; a dot is drawn soft.

import type { Selection } from "d3-selection";

import type { Mark } from "./marks";

const RAMPS: Record<string, [number, number][]> = {
  begin: [[0, 0], [0.45, 1], [1, 1]],
  end: [[0, 1], [0.55, 1], [1, 0]],
  both: [[0, 0.08], [0.35, 1], [0.65, 1], [1, 0.08]],
};

// White shows, black hides: gradients over the box of whatever wears them.
export function addFades(svg: Selection<SVGSVGElement, unknown, null, undefined>): void {
  const defs = svg.append("defs");
  for (const [name, offsets] of Object.entries(RAMPS)) {
    const gradient = defs.append("linearGradient").attr("id", `fade-${name}-ramp`);
    for (const [offset, opacity] of offsets) {
      gradient.append("stop").attr("offset", offset).attr("stop-color", "#fff").attr("stop-opacity", opacity);
    }
    const mask = defs.append("mask").attr("id", `fade-${name}`).attr("maskContentUnits", "objectBoundingBox");
    setBox(mask, 0.3);
    setBox(mask.append("rect").attr("fill", `url(#fade-${name}-ramp)`), 0.2);
  }
  const soft = defs.append("filter").attr("id", "soft");
  setBox(soft, 0.5);
  soft.append("feGaussianBlur").attr("stdDeviation", 1.5);
}

// The box of the wearer and `margin` of its size on every side, for strokes.
function setBox<E extends SVGElement>(of: Selection<E, unknown, null, undefined>, margin: number): void {
  const size = 1 + 2 * margin;
  of.attr("x", -margin).attr("y", -margin).attr("width", size).attr("height", size);
}

function isFuzzy(mark: Mark): boolean {
  return mark.fadeBegin || mark.fadeEnd;
}

export function maskOf(mark: Mark, isDot: boolean): string | null {
  if (isDot || !isFuzzy(mark)) return null;
  const side = mark.fadeBegin ? (mark.fadeEnd ? "both" : "begin") : "end";
  return `url(#fade-${side})`;
}

export function filterOf(mark: Mark, isDot: boolean): string | null {
  return isDot && isFuzzy(mark) ? "url(#soft)" : null;
}
