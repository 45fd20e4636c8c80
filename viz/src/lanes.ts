// Which event stands in which lane. The lanes with most to show have a name of
// their own; whatever is left stands together in the last one, so that the
// timeline stays a picture and does not become a register.

import { markOf, type Mark } from "./marks";
import type { AnnalsEvent, Lane, TimelineItem } from "./model";
import type { Span } from "./state";

// One drawing of an event in one lane. An echo is the same event again in the
// lane of another who took part.
export interface Drawn {
  key: string;
  event: AnnalsEvent;
  mark: Mark;
  span: Span;
  echo: boolean;
  possible: boolean;
}

export interface LaneDrawing {
  lane: Lane;
  drawn: Drawn[];
}

export const MOST_LANES = 12;
const OTHERS = "";

// Lanes with something dated in them, the fullest first. `lane.count` is what
// is drawn: events without a date have no place on an axis.
export function lanesOf(lanes: readonly Lane[], items: readonly TimelineItem[], most = MOST_LANES): LaneDrawing[] {
  const dated = items.flatMap((item) => {
    const mark = markOf(item.event);
    return mark.span ? [{ item, mark, span: mark.span, ids: [...new Set([item.lane, ...(item.lanes ?? [])])] }] : [];
  });
  const counts = new Map<string, number>();
  for (const { ids } of dated) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const filled = lanes.filter((lane) => lane.id !== OTHERS && counts.has(lane.id));
  const named = [...filled].sort((a, b) => counts.get(b.id)! - counts.get(a.id)!).slice(0, most);
  const drawings = new Map<string, LaneDrawing>();
  for (const lane of [...named, { id: OTHERS, name: "Others", count: 0 }]) {
    drawings.set(lane.id, { lane: { ...lane }, drawn: [] });
  }
  for (const { item, mark, span, ids } of dated) {
    const at = ids.filter((id) => id !== OTHERS && drawings.has(id));
    for (const [i, id] of (at.length > 0 ? at : [OTHERS]).entries()) {
      drawings.get(id)!.drawn.push({
        key: `${id}\n${item.event.id}`,
        event: item.event,
        mark,
        span,
        echo: i > 0,
        possible: item.certainty === "possible",
      });
    }
  }
  const all = [...drawings.values()].filter(({ drawn }) => drawn.length > 0);
  for (const { lane, drawn } of all) lane.count = drawn.length;
  return all;
}
