// A record goes in; its fields with their words come out, and the text cut into pieces so that marks may nest and overlap.
// Positions are code points, as in the record; a string of the browser counts otherwise.
import type { Actor, Count, Event, Place, Quote, Record, Statement, When } from './api';

export type Kind = 'act' | 'actor' | 'recipient' | 'date' | 'place' | 'number' | 'claimant' | 'quote';

export const KINDS: Kind[] = ['act', 'actor', 'recipient', 'date', 'place', 'number', 'claimant', 'quote'];

/** One field of an event or a statement: what it says, the words it was read from and the rule that read them. */
export interface Field {
  /** `e1/actor.0`: unlike that of any other field of the record. */
  key: string;
  /** `e1` or `s1`. */
  of: string;
  /** What the field is called: `actor`, `date`, `cue`, … */
  name: string;
  /** How its words are marked; some fields are shown only when chosen. */
  kind: Kind | null;
  words: Quote | null;
  rule: string | null;
  value:
    | { is: 'type'; event: Event }
    | { is: 'actor'; actor: Actor; by?: string }
    | { is: 'date'; date: When }
    | { is: 'place'; place: Place }
    | { is: 'count'; count: Count }
    | { is: 'stance'; stance: string }
    | { is: 'words' };
}

export interface Span {
  start: number;
  end: number;
}

/** A piece of text with every mark that lies over it. */
export interface Piece extends Span {
  text: string;
  fields: Field[];
  /** Those of the fields that begin here. */
  first: Field[];
  chosen: boolean;
}

export function fieldsOfEvent(event: Event, points: string[]): Field[] {
  const field = maker(event.id, event.rule);
  return [
    field('type', 'act', event.trigger, { is: 'type', event }),
    ...actors(field, 'actor', event.actor),
    ...actors(field, 'recipient', event.recipient),
    field('date', 'date', findDate(event, points), { is: 'date', date: event.date }, event.date.rule),
    ...(event.place ? [field('place', 'place', event.place, { is: 'place', place: event.place }, event.place.rule)] : []),
    ...event.counts.map((count, i) => field('count', 'number', count, { is: 'count', count }, event.rule, i)),
    ...actors(field, 'according_to', event.according_to, 'claimant'),
    ...event.disputed_by.map(({ actor, by }, i) => field('disputed_by', 'claimant', actor, { is: 'actor', actor, by }, actor.rule, i)),
    field('evidence', null, event.evidence, { is: 'words' }),
  ];
}

export function fieldsOfStatement(statement: Statement): Field[] {
  const field = maker(statement.id, statement.rule);
  const { speaker, addressee } = statement;
  return [
    field('speaker', 'claimant', speaker, { is: 'actor', actor: speaker }, speaker.rule),
    field('stance', 'act', statement.cue, { is: 'stance', stance: statement.stance }),
    ...(addressee ? [field('addressee', 'recipient', addressee, { is: 'actor', actor: addressee }, addressee.rule)] : []),
    field('content', null, statement.content, { is: 'words' }),
    ...statement.quotes.map((quote, i) => field('quote', 'quote', quote, { is: 'words' }, statement.rule, i)),
  ];
}

export function fieldsOf(record: Record, points: string[]): Field[] {
  return [
    ...record.events.flatMap((event) => fieldsOfEvent(event, points)),
    ...record.statements.flatMap((statement) => fieldsOfStatement(statement)),
  ];
}

function maker(of: string, own: string) {
  return (name: string, kind: Kind | null, words: Quote | null, value: Field['value'], rule: string | null = own, at = 0): Field => ({
    key: `${of}/${name}.${at}`, of, name, kind, words: words && words.end > words.start ? words : null, rule, value,
  });
}

function actors(field: ReturnType<typeof maker>, name: string, all: Actor[], kind: Kind = name as Kind): Field[] {
  return all.map((actor, i) => field(name, kind, actor, { is: 'actor', actor }, actor.rule, i));
}

/** A date says its words without their place: they are looked for in the event's sentence, then backwards from it. */
function findDate(event: Event, points: string[]): Quote | null {
  const words = Array.from(event.date.text);
  if (words.length === 0) return null;
  const { start, end } = event.evidence;
  let at = indexOf(points, words, start, end);
  for (let from = start; at < 0 && from >= 0; from--) at = indexOf(points, words, from, from + words.length);
  return at < 0 ? null : { text: event.date.text, start: at, end: at + words.length };
}

function indexOf(points: string[], words: string[], from: number, to: number): number {
  for (let at = from; at + words.length <= to; at++) {
    if (words.every((point, i) => points[at + i] === point)) return at;
  }
  return -1;
}

/** The lines of the text, without their ends; empty ones are left out. */
export function lines(points: string[]): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (let at = 0; at <= points.length; at++) {
    if (at < points.length && points[at] !== '\n') continue;
    if (points.slice(start, at).some((point) => point.trim() !== '')) found.push({ start, end: at });
    start = at + 1;
  }
  return found;
}

/** Cuts a line wherever a mark begins or ends, so that each piece has the same marks throughout. */
export function pieces(points: string[], line: Span, fields: Field[], chosen: Span | null): Piece[] {
  const here = fields.filter(({ words }) => words && overlap(words, line));
  const cuts = new Set([line.start, line.end]);
  for (const span of [...here.map((field) => field.words!), ...(chosen ? [chosen] : [])]) {
    for (const at of [span.start, span.end]) {
      if (at > line.start && at < line.end) cuts.add(at);
    }
  }
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(0, -1).map((start, i) => {
    const piece = { start, end: order[i + 1]! };
    const over = here.filter(({ words }) => overlap(words!, piece)).sort((a, b) => size(b.words!) - size(a.words!));
    const first = over.filter(({ words }) => Math.max(words!.start, line.start) === start);
    return { ...piece, text: points.slice(start, piece.end).join(''), fields: over, first, chosen: !!chosen && overlap(chosen, piece) };
  });
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function size(span: Span): number {
  return span.end - span.start;
}
