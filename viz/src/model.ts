// The JSON of the HTTP API, as far as the page reads it. docs/ describes it;
// every time is RFC 3339 UTC, every offset counts code points.

export type Status = "happened" | "ongoing" | "planned" | "possible" | "denied";
export type Qualifier =
  | "exact"
  | "approximate"
  | "uncertain"
  | "uncertain-approximate";

export const STATUSES: readonly Status[] = [
  "happened",
  "ongoing",
  "planned",
  "possible",
  "denied",
];

// PLOVER's categories and the four that Annals adds, in the codebook's order.
export const TYPES = [
  "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
  "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
  "COERCE", "ASSAULT", "OCCUR", "STATE", "COMPETE", "CHANGE",
] as const;

export interface EventTime {
  edtf: string;
  begin: string | null; // null: open or unknown, the EDTF string says which
  end: string | null;
  granularity: string;
  qualifier: Qualifier;
  basis?: string;
  confidence?: number;
}

export interface Participant {
  entity: string;
  name: string;
  role: string;
  affiliations?: string[];
}

export interface EventPlace {
  entity: string;
  name: string;
  country: string | null;
  role?: string;
}

export interface ArticleRef {
  id: string;
  title?: string;
  url?: string | null;
  published: string;
}

// How the event that was asked about stands to this one.
export interface Related {
  relations: { relation: string; direction: "to" | "from" }[];
  event: AnnalsEvent;
}

export interface Evidence {
  article: ArticleRef;
  sentence: number;
  begin: number;
  end: number;
  quote: string;
  trigger?: { begin: number; end: number };
  rule?: string;
}

export interface AnnalsEvent {
  id: string;
  type: string;
  mode?: string | null;
  quad?: number;
  status: Status;
  headline: string;
  time: EventTime | null;
  participants?: Participant[];
  places?: EventPlace[];
  attribution?: { entity: string; name: string }[];
  quantities?: { value: number; unit: string }[];
  evidence?: Evidence[];
  history?: { reported: string; status: Status; article: string }[];
  first_reported?: string;
  last_reported?: string;
  articles?: number;
  confidence?: number;
}

export interface Lane {
  id: string;
  name: string;
  count: number;
}

export interface TimelineItem {
  lane: string;
  lanes?: string[];
  certainty?: "certain" | "possible";
  event: AnnalsEvent;
}

export interface Bucket {
  begin: string;
  end: string;
  count: number;
  min: number; // certainly here
  max: number; // possibly here
}

export interface LaneBucket extends Bucket {
  lane: string;
}

export type Timeline =
  | { mode: "events"; lanes: Lane[]; items: TimelineItem[] }
  | { mode: "buckets"; interval: string; lanes: Lane[]; buckets: LaneBucket[] };

export interface Histogram {
  interval: string;
  buckets: Bucket[];
  undated: number;
}

export interface EntityHit {
  id: string;
  name: string;
  kind: string;
  country?: string | null;
  aliases?: string[];
  count?: number;
}

export interface Article {
  id: string;
  title: string;
  text: string;
  published: string;
  url?: string | null;
  source?: string | null;
  author?: string | null;
}

export interface Coverage {
  articles?: number;
  events?: number;
  first?: string | null;
  last?: string | null;
}

export interface Meta {
  interpreted?: { phrase?: string; text?: string; datetime?: string | null } | null;
  count?: { value: number; exact?: boolean };
  coverage?: Coverage;
  truncated?: boolean;
}

export interface Answer<T> {
  data: T;
  page?: { next?: string | null };
  meta?: Meta;
}
