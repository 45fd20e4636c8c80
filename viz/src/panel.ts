// One event in full: who, where, when, what was said of it over time, and the
// words of each article it rests on, marked where they stand.

import { getArticle, getEvent, getRelated } from "./api";
import { button, h, link } from "./dom";
import { marksText, marksWithin, paragraphs, segments, type Mark } from "./highlight";
import { signOf } from "./list";
import type { AnnalsEvent, Article, ArticleRef, Evidence, Related } from "./model";
import { nameOf } from "./names";
import { problemView } from "./problem";
import {
  basisWords,
  countWords,
  dayWords,
  quadWords,
  relationWords,
  statusWord,
  timeWords,
  typeWord,
  whenWords,
} from "./words";

export interface PanelListener {
  close(): void;
  step(by: 1 | -1): void;
  involve(entity: string): void;
  open(event: string): void;
}

const ROLE_WORDS: Record<string, string> = {
  source: "acting",
  target: "acted on",
  participant: "taking part",
  venue: "took place here",
  story: "the country of the story",
  origin: "from here",
  destination: "to here",
};

export class PanelView {
  private request: AbortController | null = null;
  private shown: string | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly listener: PanelListener,
  ) {
    root.classList.add("panel");
    root.hidden = true;
  }

  async show(id: string): Promise<void> {
    if (this.shown === id) return;
    this.shown = id;
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    const wasHidden = this.root.hidden;
    this.root.hidden = false;
    this.root.setAttribute("aria-busy", "true");
    if (wasHidden) this.root.replaceChildren(this.bar(), h("p", { class: "quiet" }, "Loading…"));
    try {
      const { data } = await getEvent(id, signal);
      if (signal.aborted) return;
      this.root.replaceChildren(this.bar(), ...this.contentOf(data, signal));
    } catch (error) {
      if (signal.aborted) return;
      this.root.replaceChildren(this.bar(), problemView(error));
    }
    this.root.setAttribute("aria-busy", "false");
    this.root.scrollTop = 0;
    this.root.querySelector<HTMLElement>("h2, .problem")?.focus({ preventScroll: true });
  }

  hide(): void {
    this.request?.abort();
    this.shown = null;
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  private bar(): HTMLElement {
    return h(
      "div",
      { class: "panel-bar" },
      button("‹ Earlier", { "aria-label": "Earlier event" }, () => this.listener.step(-1)),
      button("Later ›", { "aria-label": "Later event" }, () => this.listener.step(1)),
      button("Close", { class: "close", title: "Close (Esc)" }, () => this.listener.close()),
    );
  }

  private contentOf(event: AnnalsEvent, signal: AbortSignal): Node[] {
    const nodes: Node[] = [
      h("p", { class: "kicker" }, signOf(event), typeWord(event.type), event.mode ? ` · ${event.mode}` : null),
      h("h2", { tabindex: -1, id: "panel-headline" }, event.headline),
      h("p", { class: "when" }, capital(whenWords(event))),
      this.evidence(event),
    ];
    if ((event.history ?? []).length > 1) nodes.push(this.history(event));
    nodes.push(h("section", { class: "facts-section" }, h("h3", {}, "Details"), this.facts(event)));
    nodes.push(this.related(event, signal));
    return nodes;
  }

  private facts(event: AnnalsEvent): HTMLElement {
    const list = h("dl", { class: "facts-list" });
    const put = (term: string, ...details: (Node | string)[]) => {
      if (details.length === 0) return;
      list.append(h("dt", {}, term), ...details.map((detail) => h("dd", {}, detail)));
    };
    const who = (entity: string, name: string, ...more: (string | undefined)[]) => {
      const words = more.filter(Boolean).join(", ");
      return h(
        "span",
        {},
        button(name, { class: "entity", title: `Only events involving ${name}` }, () => this.listener.involve(entity)),
        words ? h("span", { class: "quiet" }, ` ${words}`) : null,
      );
    };
    put(
      "Who",
      ...(event.participants ?? []).map((p) =>
        who(p.entity, p.name, affiliationWords(p.affiliations), ROLE_WORDS[p.role] ?? p.role),
      ),
    );
    put(
      "Where",
      ...(event.places ?? []).map((p) =>
        who(p.entity, p.name, p.role === "venue" ? undefined : (ROLE_WORDS[p.role ?? ""] ?? p.role)),
      ),
    );
    put(
      "When",
      timeWords(event.time),
      ...(event.time
        ? [h("span", { class: "quiet" }, [basisWords(event.time.basis), `EDTF ${event.time.edtf}`].filter(Boolean).join("; "))]
        : [h("span", { class: "quiet" }, "no article gives a date")]),
    );
    put("According to", ...(event.attribution ?? []).map((a) => who(a.entity, a.name)));
    put("Figures", ...(event.quantities ?? []).map((q) => `${q.value.toLocaleString("en-GB")} ${q.unit}`));
    if (event.quad) put("Kind", quadWords(event.quad));
    const reported = [dayWords(event.first_reported), dayWords(event.last_reported)].filter(Boolean);
    put("Reported", ...(reported.length ? [[...new Set(reported)].join(" – ") + articleCount(event)] : []));
    if (event.confidence !== undefined) {
      put("Confidence", `${Math.round(event.confidence * 100)} %`);
    }
    return list;
  }

  private history(event: AnnalsEvent): HTMLElement {
    const titles = new Map((event.evidence ?? []).map((e) => [e.article.id, e.article.title]));
    const rows = (event.history ?? []).map((change) =>
      h(
        "li",
        {},
        h("span", { class: "date" }, dayWords(change.reported)),
        h("strong", {}, statusWord(change.status)),
        h("span", { class: "quiet" }, titles.get(change.article) ?? ""),
      ),
    );
    return h(
      "section",
      { class: "history" },
      h("h3", {}, "What was said when"),
      h("ol", {}, ...rows),
    );
  }

  // What it answers, follows or is part of, and what else its articles tell.
  // Nothing is shown where there is nothing, or no answer.
  private related(event: AnnalsEvent, signal: AbortSignal): HTMLElement {
    const section = h("section", { class: "related" });
    section.hidden = true;
    const row = ({ relations, event: other }: Related) =>
      h(
        "li",
        {},
        relations.length > 0 &&
          h("span", { class: "quiet" }, relations.map((each) => relationWords(each.relation, each.direction)).join(", ")),
        button(other.headline, { class: "entity" }, () => this.listener.open(other.id)),
        h("span", { class: "quiet" }, other.time ? timeWords(other.time) : ""),
      );
    getRelated(event.id, signal).then(
      ({ data }) => {
        if (data.length === 0) return;
        section.append(h("h3", {}, "In the same story"), h("ol", {}, ...data.map(row)));
        section.hidden = false;
      },
      () => undefined,
    );
    return section;
  }

  private evidence(event: AnnalsEvent): HTMLElement {
    const byArticle = new Map<string, Evidence[]>();
    for (const each of event.evidence ?? []) {
      byArticle.set(each.article.id, [...(byArticle.get(each.article.id) ?? []), each]);
    }
    const section = h("section", { class: "evidence" }, h("h3", {}, "Evidence"));
    if (byArticle.size === 0) section.append(h("p", { class: "quiet" }, "No quotes are kept for this event."));
    for (const quotes of byArticle.values()) {
      const place = h("div", { class: "article", "aria-busy": "true" }, ...articleHead(quotes[0]!.article), ...bareQuotes(quotes));
      section.append(place);
      getArticle(quotes[0]!.article.id).then(
        (article) => {
          place.replaceChildren(...articleHead({ ...quotes[0]!.article, ...article }), ...articleText(article, quotes));
          place.setAttribute("aria-busy", "false");
        },
        (error: unknown) => {
          place.append(problemView(error));
          place.setAttribute("aria-busy", "false");
        },
      );
    }
    return section;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function affiliationWords(ids: string[] | undefined): string | undefined {
  return ids && ids.length > 0 ? `for ${ids.map(nameOf).join(", ")}` : undefined;
}

function articleCount(event: AnnalsEvent): string {
  return event.articles ? `, in ${countWords(event.articles, "article")}` : "";
}

function articleHead(article: ArticleRef & Partial<Article>): Node[] {
  const byline = [dayWords(article.published), article.source, article.author].filter(Boolean).join(" · ");
  const source = link(article.url, "Read at the source ↗");
  return [
    h("h4", {}, article.title || "Untitled article"),
    h("p", { class: "byline" }, byline, source && " · ", source),
  ];
}

function bareQuotes(quotes: Evidence[]): Node[] {
  return quotes.map((each) => h("blockquote", {}, h("mark", {}, each.quote)));
}

// The paragraphs that hold the quotes, and the rest on request.
function articleText(article: Article, quotes: Evidence[]): Node[] {
  const found = quotes.filter((each) => marksText(article.text, each, each.quote));
  const lost = quotes.filter((each) => !found.includes(each));
  const nodes: Node[] = [];
  if (lost.length > 0) {
    nodes.push(h("p", { class: "quiet" }, "Quoted from an earlier version of the article:"), ...bareQuotes(lost));
  }
  if (found.length === 0) return nodes;
  const marks: Mark[] = found.map(({ begin, end, trigger }) => (trigger ? { begin, end, trigger } : { begin, end }));
  const body = h("div", { class: "article-text", lang: "en" });
  let hidden = 0;
  for (const paragraph of paragraphs(article.text)) {
    const within = marksWithin(paragraph, marks);
    if (within.length === 0) ++hidden;
    const p = h("p", { class: within.length === 0 ? "rest" : null });
    for (const segment of segments(paragraph.text, within)) {
      if (!segment.quoted) p.append(segment.text);
      else {
        const words = segment.trigger ? h("strong", { class: "trigger" }, segment.text) : segment.text;
        p.append(h("mark", {}, words));
      }
    }
    body.append(p);
  }
  nodes.push(body);
  if (hidden > 0) {
    const toggle = button("Show the whole article", { class: "whole", "aria-expanded": "false" }, () => {
      const whole = body.classList.toggle("is-whole");
      toggle.textContent = whole ? "Show only the quotes" : "Show the whole article";
      toggle.setAttribute("aria-expanded", String(whole));
    });
    nodes.push(toggle);
  }
  return nodes;
}
