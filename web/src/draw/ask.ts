// Questions whose answers are drawn: series counted one way or another, pairs of a network, lists page by page.
//
// Enters: sides, filters of the address, a way of counting. Leaves: rows ready to draw.
import { address, fetched, get, type List, type Row } from '../lib/api';
import { filtersOf } from '../lib/filters';
import { between, USUAL, usual, type By } from './periods';

/** The four quads, as they are stacked: cooperation below conflict, words before deeds. */
export const QUADS = ['verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict'] as const;
export type Quad = (typeof QUADS)[number];

/** What is counted: reports of articles, happenings, those nobody disputes, deeds alone, words alone. */
export const COUNTED = ['reports', 'happenings', 'undisputed', 'deeds', 'words'] as const;
export type Counted = (typeof COUNTED)[number];

/** The filters of an address, but for some. */
export function filters(query: URLSearchParams, without: string[] = []): URLSearchParams {
  return new URLSearchParams([...filtersOf(query)].filter(([name]) => !without.includes(name)));
}

/** The same parameters with some set; an empty value takes one away. */
export function having(params: URLSearchParams, set: { [name: string]: string | readonly string[] | undefined }): URLSearchParams {
  const all = new URLSearchParams(params);
  for (const [name, value] of Object.entries(set)) {
    all.delete(name);
    for (const one of [value ?? []].flat()) if (one) all.append(name, one);
  }
  return all;
}

/** Every row of a list, in one answer. */
export async function everything(path: string, params: URLSearchParams, signal?: AbortSignal): Promise<Row[]> {
  const text = await (await fetched(address(path, params, '.jsonl'), { signal })).text();
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** The same page by page, for what comes with names beside its rows. */
export async function everyPage(path: string, params: URLSearchParams, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: List = await get<List>(path, having(params, { limit: '1000', cursor }), signal);
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

/** One period of a series. */
export interface Period {
  period: string;
  /** By quad, in the order of `QUADS`. */
  counts: number[];
  total: number;
  /** The mean total of the periods before; none before the second. */
  usual: number | null;
  /** Mean Goldstein score of its events; null where there are none. */
  score: number | null;
  /** The mean score of the periods before that have one. */
  usualScore: number | null;
  /** Events by type. */
  types: { [type: string]: number };
}

/** Counts by period and quad of two sides, of one, or of everything. Another way of counting asks nothing more, but for what is disputed. */
export async function series(sides: string[], by: By, query: URLSearchParams, counted: Counted, signal?: AbortSignal): Promise<Period[]> {
  const [a, b] = sides;
  const base = having(filters(query, ['from', 'to']), { a, b, by, 'by-quad': 'true' });
  const ask = (more: { [name: string]: string }) => get<List>('/series', having(base, more), signal).then((list) => list.rows);
  const undisputed = counted === 'undisputed';
  if (undisputed && base.has('disputed')) return [];
  const [all, less] = await Promise.all([ask({}), undisputed ? ask({ disputed: 'true' }) : []]);
  const quads = QUADS.filter((quad) => !['deeds', 'words'].includes(counted) || (quad.startsWith('material') ? 'deeds' : 'words') === counted);
  return periods(all, less, quads, counted === 'reports' ? 'reports' : 'happenings', by);
}

/** Rows of a period and quad made periods, less those of other rows, with what was usual before each. */
export function periods(all: readonly Row[], less: readonly Row[], quads: readonly Quad[], column: 'reports' | 'happenings', by: By): Period[] {
  const kept = all.filter((row) => quads.includes(row.quad));
  if (!kept.length) return [];
  const [plus, minus] = [kept, less.filter((row) => quads.includes(row.quad))].map(byPeriod) as [Map<string, Row[]>, Map<string, Row[]>];
  const sum = (rows: readonly Row[] | undefined, value: (row: Row) => number) => (rows ?? []).reduce((total, row) => total + value(row), 0);
  const left = (period: string, value: (row: Row) => number) => sum(plus.get(period), value) - sum(minus.get(period), value);
  const rows = between(kept[0]!.period, kept.at(-1)!.period, by).map((period) => {
    const counts = QUADS.map((quad) => left(period, (row) => (row.quad === quad ? row[column] : 0)));
    const events = left(period, (row) => row.events);
    return {
      period,
      counts,
      total: counts.reduce((a, b) => a + b, 0),
      score: events > 0 ? left(period, (row) => row.goldstein_sum) / events : null,
      types: Object.fromEntries(typesOf(plus.get(period)?.[0]).map((type) => [type, left(period, (row) => row[type] ?? 0)])),
    };
  });
  const mean = usual(rows.map((row) => row.total), USUAL[by]);
  const scores = usualOfSome(rows.map((row) => row.score), USUAL[by]);
  return rows.map((row, at) => ({ ...row, usual: mean[at]!, usualScore: scores[at]! }));
}

function byPeriod(rows: readonly Row[]): Map<string, Row[]> {
  const all = new Map<string, Row[]>();
  for (const row of rows) all.set(row.period, [...(all.get(row.period) ?? []), row]);
  return all;
}

/** The columns of a row that are types of events: only those are written in capitals. */
function typesOf(row: Row | undefined): string[] {
  return Object.keys(row ?? {}).filter((column) => /^[A-Z]+$/.test(column));
}

/** Events by type over some periods. */
export function byType(rows: readonly Period[]): { [type: string]: number } {
  const sums: { [type: string]: number } = {};
  for (const { types } of rows) for (const [type, n] of Object.entries(types)) sums[type] = (sums[type] ?? 0) + n;
  return sums;
}

/** Of each place, the mean of the values there are among those before it. */
function usualOfSome(values: readonly (number | null)[], back: number): (number | null)[] {
  return values.map((_, at) => {
    const some = values.slice(Math.max(0, at - back), at).filter((value) => value !== null);
    return some.length ? some.reduce((a, b) => a + b, 0) / some.length : null;
  });
}

/** The periods farthest above what was usual before them. */
export function milestones(rows: readonly Period[], most = 5): Period[] {
  const above = (row: Period) => row.total - (row.usual ?? row.total);
  return rows
    .filter((row) => above(row) >= 1)
    .sort((x, y) => above(y) - above(x) || (x.period < y.period ? -1 : 1))
    .slice(0, most);
}

/** What two sides have to do with each other, whoever acts. */
export interface Pair {
  a: string;
  b: string;
  events: number;
  cooperation: number;
  conflict: number;
  quads: number[];
  mean: number | null;
  first: string | null;
  last: string | null;
}

/** Both directions of a network's rows made one pair, most events first. */
export function pairs(rows: readonly Row[]): Pair[] {
  const all = new Map<string, Pair & { sum: number }>();
  for (const row of rows) {
    const [a, b] = row.source <= row.target ? [row.source, row.target] : [row.target, row.source];
    if (!a || !b || a === b) continue;
    const pair = all.get(`${a} ${b}`) ?? { a, b, events: 0, cooperation: 0, conflict: 0, quads: [0, 0, 0, 0], mean: null, first: null, last: null, sum: 0 };
    all.set(`${a} ${b}`, pair);
    pair.events += row.events;
    pair.sum += row.goldstein_sum ?? 0;
    QUADS.forEach((quad, at) => (pair.quads[at]! += row[quad] ?? 0));
    pair.first = earliest(pair.first, row.first, -1);
    pair.last = earliest(pair.last, row.last, 1);
  }
  return [...all.values()]
    .map(({ sum, ...pair }) => ({ ...pair, cooperation: pair.quads[0]! + pair.quads[1]!, conflict: pair.quads[2]! + pair.quads[3]!, mean: pair.events ? sum / pair.events : null }))
    .sort((x, y) => y.events - x.events || (x.a + x.b < y.a + y.b ? -1 : 1));
}

function earliest(one: string | null, other: string | null, sign: number): string | null {
  if (!one || !other) return one ?? other;
  return (one < other ? -1 : 1) * sign > 0 ? one : other;
}
