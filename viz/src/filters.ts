// The controls that narrow a question: menus of type and status, a box that
// finds people, organisations and places as one types, two dates, and a chip for
// each filter in use. They show a state and propose the next; main.ts decides.

import { getEntities, getEntity } from "./api";
import { button, h } from "./dom";
import { STATUSES, TYPES, type EntityHit } from "./model";
import { isNamed, nameOf, rememberName } from "./names";
import type { PageState } from "./state";
import { countWords, edtfWords, statusWord, typeWord } from "./words";

type Propose = (change: Partial<PageState>) => void;

class Menu {
  readonly element: HTMLDetailsElement;
  private readonly summary: HTMLElement;
  private readonly boxes: HTMLInputElement[];

  constructor(
    private readonly title: string,
    values: readonly string[],
    words: (value: string) => string,
    choose: (values: string[]) => void,
  ) {
    this.summary = h("summary", {}, title);
    this.boxes = values.map((value) => h("input", { type: "checkbox", value }));
    const body = h(
      "fieldset",
      { class: "menu-body" },
      h("legend", { class: "hidden" }, title),
      ...this.boxes.map((box) => h("label", {}, box, words(box.value))),
    );
    body.addEventListener("change", () =>
      choose(this.boxes.filter((box) => box.checked).map((box) => box.value)),
    );
    this.element = h("details", { class: "menu" }, this.summary, body);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.element.open) return;
      event.stopPropagation();
      this.element.open = false;
      this.summary.focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.element.contains(event.target as Node)) this.element.open = false;
    });
  }

  show(values: readonly string[]): void {
    for (const box of this.boxes) box.checked = values.includes(box.value);
    this.summary.textContent = values.length ? `${this.title} (${values.length})` : this.title;
  }
}

// The combobox pattern of the ARIA practices: the list follows the box, the
// arrow keys choose, Enter takes, Esc closes.
class EntityBox {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly options: HTMLUListElement;
  private hits: EntityHit[] = [];
  private chosen = -1;
  private request: AbortController | null = null;
  private timer = 0;

  constructor(private readonly take: (hit: EntityHit) => void) {
    this.options = h("ul", { role: "listbox", id: "entity-options", "aria-label": "Matching names", hidden: true });
    this.input = h("input", {
      id: "entity",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Who or where",
      "aria-label": "Involving: a person, organisation or place",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "entity-options",
    });
    this.element = h("div", { class: "entity-box" }, this.input, this.options);
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), 120);
    });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
  }

  private async ask(): Promise<void> {
    this.request?.abort();
    const prefix = this.input.value.trim();
    if (!prefix) return this.close();
    const request = (this.request = new AbortController());
    try {
      const { data } = await getEntities(prefix, request.signal);
      if (!request.signal.aborted) this.offer(data, "No such name in the base");
    } catch (error) {
      if (!request.signal.aborted) this.offer([], error instanceof Error ? error.message : "No answer");
    }
  }

  private offer(hits: EntityHit[], otherwise: string): void {
    this.hits = hits;
    this.chosen = hits.length > 0 ? 0 : -1;
    this.options.replaceChildren(
      ...hits.map((hit, i) => {
        const facts = [hit.kind, hit.country, hit.count === undefined ? "" : countWords(hit.count, "event")];
        const option = h(
          "li",
          { role: "option", id: `entity-option-${i}` },
          h("span", {}, hit.name),
          h("span", { class: "quiet" }, facts.filter(Boolean).join(" · ")),
        );
        // Before the blur that a click would cause.
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          this.accept(i);
        });
        return option;
      }),
      ...(hits.length ? [] : [h("li", { class: "quiet", role: "presentation" }, otherwise)]),
    );
    this.options.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point();
  }

  private point(): void {
    Array.from(this.options.children).forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === this.chosen));
      if (i === this.chosen) option.scrollIntoView({ block: "nearest" });
    });
    if (this.chosen < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `entity-option-${this.chosen}`);
  }

  private accept(i: number): void {
    const hit = this.hits[i];
    if (!hit) return;
    this.input.value = "";
    this.close();
    rememberName(hit.id, hit.name);
    this.take(hit);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.options.hidden = true;
    this.hits = [];
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private onKey(event: KeyboardEvent): void {
    if (this.options.hidden) {
      if (event.key === "ArrowDown") void this.ask();
      return;
    }
    const n = Math.max(1, this.hits.length);
    if (event.key === "ArrowDown") this.chosen = (this.chosen + 1) % n;
    else if (event.key === "ArrowUp") this.chosen = (this.chosen - 1 + n) % n;
    else if (event.key === "Enter") this.accept(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.options.hidden) this.point();
  }
}

export class FiltersView {
  private readonly types: Menu;
  private readonly statuses: Menu;
  private readonly since: HTMLInputElement;
  private readonly until: HTMLInputElement;
  private state: PageState | null = null;

  constructor(
    root: HTMLElement,
    private readonly chips: HTMLElement,
    private readonly propose: Propose,
  ) {
    this.types = new Menu("Type", TYPES, typeWord, (types) => propose({ types }));
    this.statuses = new Menu("Status", STATUSES, statusWord, (statuses) => propose({ statuses }));
    const entity = new EntityBox((hit) => {
      const involving = this.state?.involving ?? [];
      if (!involving.includes(hit.id)) propose({ involving: [...involving, hit.id] });
    });
    const date = (name: "since" | "until", example: string) => {
      const input = h("input", { id: name, type: "text", size: 11, placeholder: example, autocomplete: "off" });
      input.addEventListener("change", () => propose({ [name]: input.value.trim() }));
      return input;
    };
    this.since = date("since", "2025-08");
    this.until = date("until", "2025-10-31");
    const narrow = matchMedia("(max-width: 700px)");
    const fold = h(
      "details",
      { class: "fold" },
      h("summary", {}, "Filters"),
      h(
        "div",
        { class: "fold-body" },
        entity.element,
        this.types.element,
        this.statuses.element,
        h("label", { class: "date-field" }, "Since", this.since),
        h("label", { class: "date-field" }, "Until", this.until),
      ),
    );
    const unfold = () => (fold.open = !narrow.matches);
    narrow.addEventListener("change", unfold);
    unfold();
    root.append(fold);
  }

  show(state: PageState): void {
    this.state = state;
    this.types.show(state.types);
    this.statuses.show(state.statuses);
    if (document.activeElement !== this.since) this.since.value = state.since;
    if (document.activeElement !== this.until) this.until.value = state.until;
    this.showChips(state);
  }

  private showChips(state: PageState): void {
    const chips: HTMLElement[] = [];
    const put = (label: string, change: Partial<PageState>): HTMLElement => {
      const chip = button("", { class: "chip", "aria-label": `Remove filter: ${label}` }, () => this.propose(change));
      chip.append(h("span", { class: "chip-label" }, label), h("span", { "aria-hidden": "true" }, "×"));
      chips.push(h("li", {}, chip));
      return chip.querySelector<HTMLElement>(".chip-label")!;
    };
    const without = (values: string[], value: string) => values.filter((each) => each !== value);
    for (const id of state.involving) {
      const label = put(nameOf(id), { involving: without(state.involving, id) });
      if (isNamed(id)) continue;
      getEntity(id).then(
        ({ data }) => {
          rememberName(id, data.name);
          label.textContent = data.name;
        },
        () => undefined, // the id's own words will do
      );
    }
    for (const place of state.places) {
      put(`in ${nameOf(place)}`, { places: without(state.places, place) });
    }
    for (const type of state.types) put(typeWord(type), { types: without(state.types, type) });
    for (const status of state.statuses) put(statusWord(status), { statuses: without(state.statuses, status) });
    if (state.since) put(`since ${edtfWords(state.since)}`, { since: "" });
    if (state.until) put(`until ${edtfWords(state.until)}`, { until: "" });
    if (chips.length > 1) {
      const all = { types: [], statuses: [], involving: [], places: [], since: "", until: "" };
      chips.push(h("li", {}, button("Clear all", { class: "clear" }, () => this.propose(all))));
    }
    this.chips.replaceChildren(...chips);
  }
}
