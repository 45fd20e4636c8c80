// Questions to try, about those whom this base tells of most: an example that the
// base has no answer to would teach that it has none.

import { getTimeline } from "./api";
import { button, h } from "./dom";

// `names` from the most told of on; words that are no names do not count.
export function examplesOf(names: readonly string[]): string[] {
  const [a, b, c] = names.filter((name) => /^\p{Lu}/u.test(name));
  return [
    a && (b ? `events involving ${a} and ${b}` : `events involving ${a}`),
    a && `planned events involving ${a}`,
    c && `statements by ${c}`,
  ].filter((text): text is string => Boolean(text));
}

let asked: Promise<string[]> | null = null;

// Asked for once: as counts, lanes come without their events.
function examples(): Promise<string[]> {
  asked ??= getTimeline(new URLSearchParams(), "actor", new AbortController().signal, 1).then(
    ({ data }) => examplesOf(data.lanes.map((lane) => lane.name)),
    () => {
      asked = null;
      return [];
    },
  );
  return asked;
}

// A line that fills when the examples are known; without any it stays empty.
export function exampleList(title: string, ask: (phrase: string) => void): HTMLElement {
  const line = h("p", { class: "example-list" });
  void examples().then((phrases) => {
    if (phrases.length === 0) return;
    line.append(
      h("span", { class: "example-title" }, `${title}:`),
      ...phrases.map((text) => button(text, { class: "example" }, () => ask(text))),
    );
  });
  return line;
}
