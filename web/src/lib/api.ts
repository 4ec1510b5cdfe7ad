// Questions go in, as paths and parameters of `/api/v1`; typed answers come out, or a `Problem`.

export type Params = URLSearchParams | { [name: string]: string | string[] | undefined };

/** Words of the article: `text` is what stands from `start` to `end`, in code points. */
export interface Quote {
  text: string;
  start: number;
  end: number;
}

export interface Actor extends Quote {
  name: string;
  name_ar: string;
  code: string | null;
  sector: string[];
  kind: string;
  office: string | null;
  wikidata: string | null;
  rule: string;
}

export interface When {
  start: string | null;
  end: string | null;
  precision: string;
  text: string;
  rule: string;
}

export interface Place extends Quote {
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  geonames: number | null;
  rule: string;
}

export interface Count extends Quote {
  what: string;
  min: number | null;
  max: number | null;
  approximate: boolean;
  unit?: string | null;
}

export interface Event {
  id: string;
  type: string;
  mode: string[];
  context: string[];
  cameo: string;
  quad: string;
  goldstein: number;
  actor: Actor[];
  recipient: Actor[];
  date: When;
  place: Place | null;
  status: string;
  according_to: Actor[];
  /** Who denies it, and in which event or statement. */
  disputed_by: { actor: Actor; by: string }[];
  counts: Count[];
  trigger: Quote;
  evidence: Quote;
  rule: string;
  confidence: number;
  same_as: string[];
}

export interface Statement {
  id: string;
  speaker: Actor;
  addressee: Actor | null;
  stance: string;
  cue: Quote;
  content: Quote;
  quotes: Quote[];
  about: string[];
  status: string;
  rule: string;
}

export interface Document {
  id: string;
  title: string | null;
  text: string;
  published: string | null;
  language: string;
  source: string | null;
  url: string | null;
  warnings: string[];
}

export interface Record {
  document: Document;
  events: Event[];
  statements: Statement[];
}

/** A passage that is not the article, and why. */
export interface Aside {
  start: number;
  end: number;
  reason: string;
}

export interface Reading {
  record: Record;
  aside: Aside[];
}

export interface Kept extends Reading {
  id: number;
  archive: {
    url: string | null;
    outlet: string | null;
    title: string | null;
    published: string | null;
    language: string;
    current: number | boolean | null;
    reprint_of: number | null;
    kin: number | null;
    versions: number[];
    happenings?: { [event: string]: string };
  };
}

export interface Frame {
  rule: string;
  word: string;
  fired: boolean;
  why: string | null;
}

/** What spoke for and against an event where weights decide. */
export interface Weighed {
  kind: string;
  trigger: string;
  start: number;
  kept: boolean;
  sum: number;
  signs: [string, number][];
}

export interface Sentence extends Quote {
  words: string[];
  mentions: string[];
  clauses: string[];
  frames: Frame[];
  weighed: Weighed[];
}

export interface Explanation {
  text: string;
  sentences: Sentence[];
}

/** One row of any list: its columns differ from list to list. */
export type Row = { [column: string]: any };

export interface List<R = Row> {
  columns: string[];
  rows: R[];
  next: string | null;
}

export type Facets = { [facet: string]: { value: string; count: number }[] };

/** What the server said was wrong: a code with what belongs to it, and the parameter where there is one. */
export class Problem extends Error {
  readonly code: string;
  readonly parameter: string | null;

  constructor(
    readonly status: number,
    /** In the server's own words, which are English. */
    readonly detail: string,
    /** The whole of what it said. */
    readonly said: { [member: string]: unknown } = {},
  ) {
    super(detail);
    this.code = typeof said.code === 'string' ? said.code : '';
    this.parameter = typeof said.parameter === 'string' ? said.parameter : null;
  }
}

export const ROOT = '/api/v1';

/** The address of an answer, as a link for people to copy. `ending` is '', '.csv' or '.jsonl'. */
export function address(path: string, params: Params = {}, ending = ''): string {
  const query = asQuery(params).toString();
  return ROOT + path + ending + (query && `?${query}`);
}

/** Asks once and remembers the answer for a minute; `signal` stops the wait. */
export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const url = address(path, params);
  const known = kept.get(url);
  if (known && known.at > Date.now() - MINUTE) return known.answer as T;
  const answer = await ask(url, { signal });
  hear?.(answer);
  keep(url, answer);
  return answer as T;
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await ask(ROOT + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  hear?.(answer);
  return answer as T;
}

let hear: ((answer: unknown) => void) | null = null;

/** Whoever looks at every answer; one at a time. */
export function onAnswer(take: (answer: unknown) => void) {
  hear = take;
}

const MINUTE = 60_000;
const MOST = 80;
const kept = new Map<string, { at: number; answer: unknown }>();

function keep(url: string, answer: unknown) {
  kept.delete(url);
  kept.set(url, { at: Date.now(), answer });
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
}

function asQuery(params: Params): URLSearchParams {
  if (params instanceof URLSearchParams) return params;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of value === undefined ? [] : [value].flat()) query.append(name, one);
  }
  return query;
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  return (await fetched(url, init)).json();
}

/** An answer that is none is a `Problem`. */
export async function fetched(url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem(0, String((error as Error).message));
  }
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, said.detail ?? answer.statusText, said);
}
