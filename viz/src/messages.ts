// Parts of the page that are only words: how a question was read, what the base
// covers, what the signs mean. Each is built from what it is given.

import { button, h } from "./dom";
import { exampleList } from "./examples";
import type { AnnalsEvent, Coverage, Meta, Timeline } from "./model";
import { nameOf } from "./names";
import { countWords, edtfWords, filterWords, quadWords } from "./words";

// "7 events. Understood as involving Hungary, since August 2025."
export function understoodWords(meta: Meta, total: number): (Node | string)[] {
  const { interpreted } = meta;
  const parts: (Node | string)[] = [
    h("strong", {}, countWords(total, "event")),
    meta.count?.exact === false ? " or more" : "",
  ];
  const read = [
    filterWords(interpreted?.text ?? "", nameOf),
    interpreted?.datetime ? edtfWords(interpreted.datetime) : "",
  ].filter(Boolean);
  if (interpreted?.phrase && read.length > 0) parts.push(". Understood as ", h("em", {}, read.join(", ")));
  if (meta.truncated) parts.push(". The answer was cut short: narrow the question to see the rest");
  return [...parts, "."];
}

// What the base holds, and the days it was reported between.
function coverageParts(coverage: Coverage | undefined): string[] {
  if (!coverage?.articles) return [];
  const { articles, events, first, last } = coverage;
  const held = events === undefined ? "" : `${countWords(events, "event")} from `;
  const days = first && last ? edtfWords(`${first.slice(0, 10)}/${last.slice(0, 10)}`) : "";
  return [held + countWords(articles, "article"), days].filter(Boolean);
}

export function coverageView(coverage: Coverage | undefined): Node[] {
  return coverageParts(coverage).map((part) => h("span", {}, part));
}

export function emptyBaseView(): HTMLElement {
  return h(
    "div",
    { class: "empty", role: "status" },
    h("p", { class: "empty-title" }, "The base holds no events yet."),
    h("p", {}, "Import articles with ", h("code", {}, "annals import"), " and reload this page."),
  );
}

// `unfiltered`: asks the phrase again without the filters beside it, if there are any.
export function nothingFoundView(
  coverage: Coverage | undefined,
  unfiltered: (() => void) | null,
  ask: (phrase: string) => void,
): HTMLElement {
  const held = coverageParts(coverage).join(", ");
  return h(
    "div",
    { class: "empty", role: "status" },
    h("p", { class: "empty-title" }, "No events match."),
    h("p", {}, held ? `The base holds ${held}. What lies outside is not covered.` : "Nothing in the base fits the question."),
    unfiltered && h("p", {}, button("Ask again without filters", { class: "example" }, unfiltered)),
    exampleList("Or try", ask),
  );
}

// In counts, lanes are told apart by colour: names of the colours.
export function seriesItems(timeline: Timeline): Node[] {
  if (timeline.mode === "events") return [];
  return timeline.lanes.map((lane, i) =>
    h(
      "li",
      {},
      h("span", { class: `swatch series-${i % 8}`, "aria-hidden": "true" }),
      `${lane.name} `,
      h("span", { class: "quiet" }, String(lane.count)),
    ),
  );
}

// Events without a date have no place on the axis: says where they are.
export function undatedWords(count: number, undated: readonly AnnalsEvent[], show: () => void): (Node | string)[] {
  const words = `${countWords(Math.max(count, undated.length), "event")} without a date`;
  if (undated.length === 0) return count > 0 ? [`${words} in the list.`] : [];
  return [button(words, { class: "inline" }, show), undated.length === 1 ? " is at the end of the list." : " are at the end of the list."];
}

export function legendView(): Node[] {
  const sign = (classes: string, words: string) =>
    h("span", { class: "legend-item" }, h("span", { class: `sign ${classes}`, "aria-hidden": "true" }), words);
  return [
    h(
      "p",
      {},
      sign("quad-0", "happened"),
      sign("quad-0 hollow", "planned"),
      sign("quad-0 hollow dashed", "possible"),
      sign("quad-0 hollow struck", "denied"),
      sign("quad-0 fuzzy", "about then"),
      sign("quad-0 fuzzy wide", "end not known"),
      sign("quad-0 coarse wide", "some time within"),
    ),
    h("p", {}, ...[1, 2, 3, 4, 0].map((quad) => sign(`quad-${quad}`, quadWords(quad))), sign("line", "latest report")),
  ];
}
