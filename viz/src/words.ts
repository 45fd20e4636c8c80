// Dates and codes in the words of a reader. A date is told with the grain it was
// told in, never finer:
//
//   2025-10-16               16 October 2025
//   2025-10-16/2025-10-30    16–30 October 2025
//   2025-08-11/2025-08-20~   about 11–20 August 2025
//   2025-12-30/2026-01-02    30 December 2025 – 2 January 2026
//   2025-10  2025-33  2025   October 2025, January–March 2025, 2025
//   2022-02/..  ../2024      since February 2022, up to 2024
//   2022/       /2024        from 2022, end unknown; until 2024, start unknown

import type { AnnalsEvent, EventTime } from "./model";

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December",
];

// EDTF's 21 … 41 in the place of a month.
const PARTS: Record<number, (year: string) => string> = {
  21: (y) => `spring ${y}`,
  22: (y) => `summer ${y}`,
  23: (y) => `autumn ${y}`,
  24: (y) => `winter ${y}`,
  33: (y) => `January–March ${y}`,
  34: (y) => `April–June ${y}`,
  35: (y) => `July–September ${y}`,
  36: (y) => `October–December ${y}`,
  40: (y) => `first half of ${y}`,
  41: (y) => `second half of ${y}`,
};

// The pieces of one EDTF date that two ends of a range may share.
interface DateWords {
  day: string; // "16", or empty
  month: string; // "October", or empty
  year: string; // "2025"
  whole: string;
}

// How the event in view stands to another: "Answers" it, or "Answered by" it.
export function relationWords(relation: string, direction: "to" | "from"): string {
  const words: Record<string, [string, string]> = {
    follows: ["After", "Before"],
    "part-of": ["Part of", "With"],
    "responds-to": ["Answers", "Answered by"],
    contradicts: ["Denies", "Denied by"],
  };
  return words[relation]?.[direction === "to" ? 0 : 1] ?? relation;
}

function ordinal(n: number): string {
  const tens = n % 100;
  if (tens >= 11 && tens <= 13) return `${n}th`;
  return `${n}${["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
}

function yearWords(year: number): string {
  return year > 0 ? String(year) : `${1 - year} BC`;
}

function wordsOfDate(text: string): DateWords | null {
  const rough = /^(\d\d)(\d|X)X$/.exec(text);
  if (rough) {
    const whole =
      rough[2] === "X"
        ? `the ${ordinal(Number(rough[1]) + 1)} century`
        : `the ${rough[1]}${rough[2]}0s`;
    return { day: "", month: "", year: whole, whole };
  }
  const match =
    /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?(?::\d\d)?Z?)?)?)?$/.exec(text);
  if (!match) return null;
  const year = yearWords(Number(match[1]));
  const part = Number(match[2] ?? 0);
  const seasonal = PARTS[part]?.(year);
  if (seasonal) return { day: "", month: "", year: seasonal, whole: seasonal };
  const month = MONTHS[part - 1] ?? "";
  if (part > 0 && !month) return null;
  const day = match[3] ? String(Number(match[3])) : "";
  const clock = match[4] ? `, ${match[4]}:${match[5] ?? "00"} UTC` : "";
  const whole = [day, month, year].filter(Boolean).join(" ") + clock;
  return clock
    ? { day: "", month: "", year: whole, whole }
    : { day, month, year, whole };
}

function wordsOfRange(a: DateWords, b: DateWords): string {
  if (a.whole === b.whole) return a.whole;
  if (a.month && b.month && a.year === b.year) {
    if (a.day && b.day && a.month === b.month) {
      return `${a.day}–${b.day} ${a.month} ${a.year}`;
    }
    if (!a.day && !b.day) return `${a.month}–${b.month} ${a.year}`;
    const begin = [a.day, a.month].filter(Boolean).join(" ");
    return `${begin} – ${b.whole}`;
  }
  const onlyYears = !a.month && !b.month && /^\d+$/.test(a.year + b.year);
  return onlyYears ? `${a.whole}–${b.whole}` : `${a.whole} – ${b.whole}`;
}

// The words of an EDTF string; the string itself where it is beyond us.
export function edtfWords(edtf: string): string {
  const qualifiers = /[~?%]/.exec(edtf)?.[0] ?? "";
  const plain = edtf.replace(/[~?%]/g, "");
  const [first = "", second] = plain.split("/");
  const a = wordsOfDate(first);
  const b = second === undefined ? null : wordsOfDate(second);
  let words: string;
  if (second === undefined) {
    if (!a) return edtf || "some time";
    words = a.whole;
  } else if (a && b) {
    words = wordsOfRange(a, b);
  } else if (a && second === "..") {
    words = `since ${a.whole}`;
  } else if (a && second === "") {
    words = `from ${a.whole}, end unknown`;
  } else if (b && first === "..") {
    words = `up to ${b.whole}`;
  } else if (b && first === "") {
    words = `until ${b.whole}, start unknown`;
  } else {
    return /^(\.\.)?\/(\.\.)?$/.test(plain) ? "some time" : edtf;
  }
  const doubt = { "~": "about ", "?": "perhaps ", "%": "perhaps about " }[qualifiers];
  return (doubt ?? "") + words;
}

export function timeWords(time: EventTime | null): string {
  return time ? edtfWords(time.edtf) : "no date given";
}

// "16–30 October 2025, planned". What happened, happened: it goes without saying.
export function whenWords(event: AnnalsEvent): string {
  const time = timeWords(event.time);
  return event.status === "happened" ? time : `${time}, ${statusWord(event.status)}`;
}

// "17 October 2025" of an instant.
export function dayWords(instant: string | null | undefined): string {
  return instant ? edtfWords(instant.slice(0, 10)) : "";
}

// The words of what is in view, as coarse as they may be.
export function windowWords(begin: number, end: number): string {
  const day = 86_400_000;
  const text = (ms: number, length: number) =>
    new Date(ms).toISOString().slice(0, length);
  const last = Math.max(begin, end - 1);
  const length = end - begin > 1000 * day ? 4 : end - begin > 120 * day ? 7 : 10;
  return edtfWords(`${text(begin, length)}/${text(last, length)}`);
}

const STATUS_WORDS: Record<string, string> = {
  happened: "happened",
  ongoing: "going on",
  planned: "planned",
  possible: "possible",
  denied: "denied",
};

export function statusWord(status: string): string {
  return STATUS_WORDS[status] ?? status;
}

const TYPE_WORDS: Record<string, string> = {
  AGREE: "Agreement",
  CONSULT: "Meeting or talks",
  SUPPORT: "Support",
  CONCEDE: "Concession",
  COOPERATE: "Cooperation",
  AID: "Aid",
  RETREAT: "Withdrawal",
  REQUEST: "Request",
  ACCUSE: "Accusation",
  REJECT: "Refusal",
  THREATEN: "Threat",
  PROTEST: "Protest",
  SANCTION: "Sanction",
  MOBILIZE: "Mobilisation",
  COERCE: "Coercion",
  ASSAULT: "Attack",
  OCCUR: "Occurrence",
  STATE: "Statement",
  COMPETE: "Contest",
  CHANGE: "Change",
};

export function typeWord(type: string): string {
  return TYPE_WORDS[type] ?? type;
}

const QUAD_WORDS = [
  "neither",
  "cooperation in words",
  "cooperation in deeds",
  "conflict in words",
  "conflict in deeds",
];

export function quadWords(quad: number | undefined): string {
  return QUAD_WORDS[quad ?? 0] ?? "neither";
}

const BASIS_WORDS: Record<string, string> = {
  explicit: "the text gives the date",
  publication: "worked out from the day of publication",
  "earlier-mention": "worked out from a date earlier in the text",
  event: "worked out from another event",
  assumed: "assumed",
};

export function basisWords(basis: string | undefined): string {
  return basis ? (BASIS_WORDS[basis] ?? basis) : "";
}

// "united-states" → "United States", until the name itself is at hand.
export function nameOfId(id: string): string {
  return id.replace(/(^|-)(\p{L})/gu, (_, dash: string, letter: string) =>
    (dash ? " " : "") + letter.toUpperCase(),
  );
}

export function countWords(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
}

// Terms of the API's own notation of a filter, in words.
const TERM_WORDS: Record<string, (value: string, nameOf: (id: string) => string) => string> = {
  involving: (id, nameOf) => `involving ${nameOf(id)}`,
  actor: (id, nameOf) => `with ${nameOf(id)}`,
  place: (id, nameOf) => `in ${nameOf(id)}`,
  attribution: (id, nameOf) => `according to ${nameOf(id)}`,
  type: (type) => typeWord(type).toLowerCase(),
  status: statusWord,
  text: (word) => `“${word}”`,
};

const ROLE_TERMS: Record<string, string> = { source: "by", target: "against", participant: "with" };

// "status=planned and involving=hungary; datetime=2025-08/.." → "planned and
// involving Hungary". The time is told apart; a term it does not know stays.
export function filterWords(text: string, nameOf: (id: string) => string = nameOfId): string {
  return text
    .replace(/(^|; )datetime=\S+/, "")
    .replace(/\brole=(\w+):([\p{L}\d-]+)/gu, (all, role: string, id: string) =>
      ROLE_TERMS[role] ? `${ROLE_TERMS[role]} ${nameOf(id)}` : all,
    )
    .replace(/\b(\w+)=([\p{L}\d-]+)/gu, (all, key: string, value: string) => TERM_WORDS[key]?.(value, nameOf) ?? all);
}
