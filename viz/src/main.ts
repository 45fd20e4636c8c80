// Wires the page together. One rule: the address says what is shown. Whatever
// the reader does makes a new state; go() writes it to the address; apply() makes
// the page agree with it.

import { Desk } from "./desk";
import { byId } from "./dom";
import { FiltersView } from "./filters";
import { legendView } from "./messages";
import { PanelView } from "./panel";
import {
  EMPTY_STATE,
  formatState,
  LANE_KINDS,
  parseState,
  sameQuestion,
  type PageState,
  type Span,
} from "./state";

let state: PageState = EMPTY_STATE;
let openedFrom: "list" | "timeline" = "list";

const phrase = byId<HTMLInputElement>("phrase");
const laneSelect = byId<HTMLSelectElement>("lanes");

const desk = new Desk({
  open: (id, from) => {
    openedFrom = from;
    open(id);
  },
  window: keepWindow,
  propose,
  ask: (text) => {
    phrase.value = text;
    go({ ...EMPTY_STATE, lanes: state.lanes, q: text }, "push");
  },
});
const panel = new PanelView(byId("panel"), {
  close,
  step: (by) => {
    const next = state.event && desk.neighbour(state.event, by);
    if (next) open(next, "replace");
  },
  involve: (entity) => propose({ involving: [...new Set([...state.involving, entity])], event: null }),
  open: (id) => open(id),
});
const filters = new FiltersView(byId("filters"), byId("chips"), propose);

// ---- From the reader to the address.

function write(next: PageState, how: "push" | "replace"): void {
  const address = location.pathname + formatState(next);
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function go(next: PageState, how: "push" | "replace"): void {
  write(next, how);
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
  desk.focusEvent(id, openedFrom);
}

// The page shows the window already: only the address is behind.
function keepWindow(window: Span | null): void {
  const next = { ...state, window };
  if (formatState(next) === formatState(state)) return;
  write(next, "replace");
  state = next;
  desk.settle(state);
}

// ---- From the address to the page.

function apply(next: PageState): void {
  const before = state;
  state = next;
  if (document.activeElement !== phrase || phrase.value.trim() === before.q) phrase.value = state.q;
  laneSelect.value = state.lanes;
  filters.show(state);
  document.title = state.q ? `${state.q} · Annals` : "Annals";
  if (!desk.isLoaded || !sameQuestion(before, state)) void desk.load(state);
  else desk.follow(state);
  if (state.event) void panel.show(state.event);
  else panel.hide();
}

// ---- What the reader does outside of the views.

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
    desk.focusList();
  }
});
addEventListener("popstate", () => apply(parseState(location.search)));

byId("legend").replaceChildren(...legendView());
apply(parseState(location.search));
