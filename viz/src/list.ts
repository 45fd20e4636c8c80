// The same events as words: a list by month, for reading and for the keyboard.
// One Tab stop; the arrow keys, Home and End move inside it, Enter opens.

import { button, h } from "./dom";
import { byTime, markOf } from "./marks";
import type { AnnalsEvent } from "./model";
import { edtfWords, statusWord, timeWords, typeWord } from "./words";

export interface ListListener {
  open(id: string): void;
  focus(id: string | null): void;
  more(): void;
}

function monthOf(event: AnnalsEvent): string {
  const { span } = markOf(event);
  return span ? edtfWords(new Date(span.begin).toISOString().slice(0, 7)) : "No date given";
}

// A small sign beside the headline, drawn as on the timeline.
export function signOf(event: AnnalsEvent): HTMLElement {
  const mark = markOf(event);
  const classes = ["sign", `quad-${mark.quad}`];
  if (mark.hollow) classes.push("hollow");
  if (mark.dashed) classes.push("dashed");
  if (mark.struck) classes.push("struck");
  if (mark.fadeBegin || mark.fadeEnd) classes.push("fuzzy");
  return h("span", { class: classes.join(" "), "aria-hidden": "true" });
}

export class ListView {
  private rows: HTMLButtonElement[] = [];
  private active = 0;
  private firstUndated = -1;

  constructor(
    private readonly root: HTMLElement,
    private readonly listener: ListListener,
  ) {
    root.classList.add("list");
    root.addEventListener("keydown", (event) => this.onKey(event));
    root.addEventListener("pointerleave", () => this.listener.focus(null));
  }

  show(events: readonly AnnalsEvent[], hasMore: boolean): void {
    const activeId = this.rows[this.active]?.dataset.event;
    const hadFocus = this.root.contains(document.activeElement);
    this.rows = [];
    const children: Node[] = [];
    let month: string | null = null;
    let group: HTMLOListElement | null = null;
    const sorted = [...events].sort(byTime);
    this.firstUndated = sorted.findIndex((event) => event.time === null);
    for (const event of sorted) {
      const its = monthOf(event);
      if (its !== month || !group) {
        month = its;
        group = h("ol", {});
        children.push(h("h3", {}, its), group);
      }
      group.append(h("li", {}, this.rowOf(event)));
    }
    if (hasMore) children.push(button("More events", { class: "more" }, () => this.listener.more()));
    this.root.replaceChildren(...children);
    this.active = Math.max(0, this.rows.findIndex((row) => row.dataset.event === activeId));
    this.rows.forEach((row, i) => (row.tabIndex = i === this.active ? 0 : -1));
    if (hadFocus) this.rows[this.active]?.focus({ preventScroll: true });
  }

  highlight(id: string | null): void {
    for (const row of this.rows) row.classList.toggle("lit", row.dataset.event === id);
  }

  // Marks the row of the open event.
  setOpen(id: string | null): void {
    for (const row of this.rows) {
      if (row.dataset.event === id) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  focusEvent(id: string): boolean {
    const i = this.rows.findIndex((row) => row.dataset.event === id);
    if (i >= 0) this.moveTo(i);
    return i >= 0;
  }

  focusFirst(): void {
    if (this.rows.length > 0) this.moveTo(this.active);
  }

  focusUndated(): void {
    if (this.firstUndated >= 0) this.moveTo(this.firstUndated);
  }

  // The id before or after, as the list has them.
  neighbour(id: string, by: 1 | -1): string | null {
    const i = this.rows.findIndex((row) => row.dataset.event === id);
    return i < 0 ? null : (this.rows[i + by]?.dataset.event ?? null);
  }

  private rowOf(event: AnnalsEvent): HTMLButtonElement {
    const status = event.status === "happened" ? null : h("span", { class: `status ${event.status}` }, statusWord(event.status));
    const row = h(
      "button",
      { type: "button", class: "row", "data-event": event.id },
      signOf(event),
      h(
        "span",
        { class: "row-words" },
        h("span", { class: "headline" }, event.headline),
        h(
          "span",
          { class: "facts" },
          h("span", { class: "date" }, timeWords(event.time)),
          " ",
          h("span", { class: "type" }, typeWord(event.type)),
          status && " ",
          status,
        ),
      ),
    );
    row.addEventListener("click", () => this.listener.open(event.id));
    row.addEventListener("focus", () => this.listener.focus(event.id));
    row.addEventListener("pointerenter", () => this.listener.focus(event.id));
    this.rows.push(row);
    return row;
  }

  private moveTo(i: number): void {
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, i))];
    if (!row) return;
    const before = this.rows[this.active];
    if (before) before.tabIndex = -1;
    this.active = this.rows.indexOf(row);
    row.tabIndex = 0;
    row.focus();
  }

  private onKey(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      Home: 0,
      End: this.rows.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.moveTo(to);
  }
}
