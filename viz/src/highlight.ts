// Quotes marked inside the text they come from.
//
// The API counts code points, JavaScript counts UTF-16 units: "𝕏 said" has 6 of
// the first and 7 of the second. Everything here takes code points.

// Half-open, in code points.
export interface CodePointSpan {
  begin: number;
  end: number;
}

export interface Mark extends CodePointSpan {
  trigger?: CodePointSpan;
}

export interface Segment {
  text: string;
  quoted: boolean;
  trigger: boolean;
}

export function sliceCodePoints(text: string, begin: number, end: number): string {
  return Array.from(text).slice(begin, end).join("");
}

// A mark can be shown only where the text still says what was quoted.
export function marksText(text: string, mark: CodePointSpan, quote: string): boolean {
  return sliceCodePoints(text, mark.begin, mark.end) === quote;
}

// `text` cut at every edge of a mark, in order; the segments join to `text`.
export function segments(text: string, marks: readonly Mark[]): Segment[] {
  const points = Array.from(text);
  const clamp = (n: number) => Math.max(0, Math.min(points.length, n));
  const edges = new Set([0, points.length]);
  for (const mark of marks) {
    for (const span of [mark, mark.trigger ?? mark]) {
      edges.add(clamp(span.begin));
      edges.add(clamp(span.end));
    }
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const holds = (span: CodePointSpan | undefined, at: number) =>
    span !== undefined && span.begin <= at && at < span.end;
  const found: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; ++i) {
    const begin = sorted[i]!;
    found.push({
      text: points.slice(begin, sorted[i + 1]).join(""),
      quoted: marks.some((mark) => holds(mark, begin)),
      trigger: marks.some((mark) => holds(mark, begin) && holds(mark.trigger, begin)),
    });
  }
  return found;
}

export interface Paragraph extends CodePointSpan {
  text: string;
}

// Paragraphs are what line breaks part. Each keeps its place in the text.
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let at = 0;
  for (const piece of text.split(/(\n\s*)/)) {
    const length = Array.from(piece).length;
    if (piece.trim()) found.push({ text: piece, begin: at, end: at + length });
    at += length;
  }
  return found;
}

// The marks that touch `paragraph`, counted from its start.
export function marksWithin(paragraph: Paragraph, marks: readonly Mark[]): Mark[] {
  const move = (span: CodePointSpan) => ({
    begin: span.begin - paragraph.begin,
    end: span.end - paragraph.begin,
  });
  return marks
    .filter((mark) => mark.begin < paragraph.end && paragraph.begin < mark.end)
    .map((mark) =>
      mark.trigger ? { ...move(mark), trigger: move(mark.trigger) } : move(mark),
    );
}
