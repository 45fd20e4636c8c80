// What went wrong, in the server's words, and what may be done about it.

import { ApiProblem } from "./api";
import { button, h } from "./dom";

export function problemView(
  error: unknown,
  choose?: (entity: string) => void,
): HTMLElement {
  const problem =
    error instanceof ApiProblem
      ? error
      : new ApiProblem("Something went wrong on this page", String(error), 0);
  const view = h(
    "div",
    { class: "problem", role: "alert", tabindex: -1 },
    h("p", { class: "problem-title" }, problem.title),
    problem.detail && problem.detail !== problem.title ? h("p", {}, problem.detail) : null,
    ...problem.suggestions.map((text) => h("p", { class: "suggestion" }, text)),
  );
  if (problem.candidates.length > 0 && choose) {
    view.append(
      h(
        "p",
        { class: "candidates" },
        "Which one? ",
        ...problem.candidates.map((c) => button(c.name || c.id, { class: "example" }, () => choose(c.id))),
      ),
    );
  }
  return view;
}
