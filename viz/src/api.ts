// The HTTP API, relative to wherever the page is served. Each function gives the
// answer or throws an ApiProblem, whatever went wrong.

import type {
  AnnalsEvent,
  Answer,
  Article,
  EntityHit,
  Histogram,
  Related,
  Timeline,
} from "./model";

export interface Candidate {
  id: string;
  name: string;
}

// RFC 9457. `suggestions` say what the reader may do instead.
export class ApiProblem extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
    readonly suggestions: string[] = [],
    readonly candidates: Candidate[] = [],
  ) {
    super(detail || title);
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

// The members of the problem document and of its `errors` that help a reader.
function problemOf(status: number, body: unknown): ApiProblem {
  const problem = (body ?? {}) as Record<string, unknown>;
  const errors = (Array.isArray(problem.errors) ? problem.errors : []) as Record<
    string,
    unknown
  >[];
  const suggestions = [problem, ...errors]
    .map((each) => textOf(each.suggestion))
    .filter(Boolean);
  const candidates = [problem, ...errors].flatMap((each) =>
    (Array.isArray(each.candidates) ? each.candidates : [])
      .map((c: Record<string, unknown>) => ({ id: textOf(c.id), name: textOf(c.name) }))
      .filter((c) => c.id),
  );
  // What is wrong with a parameter is said again, shorter, beside its name.
  const details = (errors.length > 0 ? errors : [problem]).map((each) => textOf(each.detail));
  const isPhrase = errors.some((each) => each.parameter === "q");
  return new ApiProblem(
    isPhrase ? "The question is not understood" : textOf(problem.title) || `The server answered ${status}`,
    sentence([...new Set(details)].filter(Boolean).join(". ") || textOf(problem.detail)),
    status,
    [...new Set(suggestions)],
    candidates,
  );
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return !text || /[.!?]$/.test(text) ? capital : `${capital}.`;
}

async function get<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(new URL(`v1/${path}`, document.baseURI), {
      headers: { Accept: "application/json" },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(
      "The server cannot be reached",
      "No answer came back.",
      0,
      ["Is “annals serve” still running? Try again in a moment."],
    );
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, body);
  if (body === null || typeof body !== "object" || !("data" in body)) {
    throw new ApiProblem("The answer cannot be read", "It is not the JSON expected.", 502);
  }
  return body as Answer<T>;
}

export function getTimeline(
  params: URLSearchParams,
  lanes: string,
  signal: AbortSignal,
  mostItems = 500,
): Promise<Answer<Timeline>> {
  const all = new URLSearchParams(params);
  all.set("max_items", String(mostItems));
  all.set("lanes", lanes);
  return get(`timeline?${all}`, signal);
}

export function getHistogram(
  params: URLSearchParams,
  signal: AbortSignal,
): Promise<Answer<Histogram>> {
  return get(`histogram?${params}`, signal);
}

export function getEvents(
  params: URLSearchParams,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Answer<AnnalsEvent[]>> {
  const all = new URLSearchParams(params);
  all.set("limit", "50");
  if (cursor) all.set("cursor", cursor);
  return get(`events?${all}`, signal);
}

export function getEvent(id: string, signal: AbortSignal): Promise<Answer<AnnalsEvent>> {
  return get(`events/${encodeURIComponent(id)}`, signal);
}

// The first few of its story, linked ones first.
export function getRelated(id: string, signal: AbortSignal): Promise<Answer<Related[]>> {
  return get(`events/${encodeURIComponent(id)}/related?limit=8&fields=type,status,headline,time`, signal);
}

export function getEntities(
  prefix: string,
  signal: AbortSignal,
): Promise<Answer<EntityHit[]>> {
  return get(`entities?${new URLSearchParams({ prefix, limit: "8" })}`, signal);
}

export function getEntity(id: string): Promise<Answer<EntityHit>> {
  return get(`entities/${encodeURIComponent(id)}`);
}

// Articles never change under their id: asked for once.
const articles = new Map<string, Promise<Article>>();

export function getArticle(id: string): Promise<Article> {
  let article = articles.get(id);
  if (!article) {
    article = get<Article>(`articles/${encodeURIComponent(id)}`).then((a) => a.data);
    article.catch(() => articles.delete(id));
    articles.set(id, article);
  }
  return article;
}
