// Answers go in, which name places and people in English; what those are called in the reader's language comes out.
import { onAnswer } from './api';
import { label, t } from './i18n.svelte';
import { meta, nameOf } from './meta.svelte';
import { settings } from './settings.svelte';

export type Names = { [english: string]: string };

/** In Arabic, by English name: what answers have told so far. */
let known = $state.raw<Names>({});

/** Keeps the names that an answer brings with it. */
function learn(answer: unknown) {
  const names = (answer as { names?: Names } | null)?.names;
  // Names of codes, which come once, are another thing.
  if (names && Object.entries(names).some(([name, arabic]) => typeof arabic === 'string' && known[name] !== arabic)) known = { ...known, ...names };
}

onAnswer(learn);

/** What a place or person of this English name is called, as far as known. */
export function called(name: string): string {
  return (settings.lang === 'ar' && Object.hasOwn(known, name) && known[name]) || name;
}

/** A place of a state; one that is the state itself has the state's name. */
export function placeName(name: string, country: string | null | undefined): string {
  return country && meta.value.names[country]?.en === name ? nameOf(country) : called(name);
}

/** Somebody as rows name them: `Hosni Mubarak (EGY)`, `foreign minister of Egypt (EGY)`, `Egypt (EGY)`. */
export interface Somebody {
  name: string;
  /** The state or body acted for, when that is known. */
  code: string | null;
  /** Whether it is that state or body itself. */
  itself: boolean;
}

export function somebody(told: string): Somebody {
  const [, before, inside] = /^(.*) \(([^()]+)\)$/.exec(told) ?? [null, told, ''];
  const code = inside && meta.value.names[inside] ? inside : null;
  const name = code ? before! : told;
  if (code && meta.value.names[code]!.en === name) return { name: nameOf(code), code, itself: true };
  const [office, of] = officeOf(name);
  if (office === null) return { name: called(name), code, itself: false };
  const held = label('office', office);
  return { name: code && meta.value.names[code]!.en === of ? held : t('who.of', { office: held, name: called(of) }), code, itself: false };
}

/** An office at the head of a name, and whose it is: `head of state of Jordan`. */
function officeOf(name: string): [string | null, string] {
  for (let at = name.lastIndexOf(' of '); at > 0; at = name.lastIndexOf(' of ', at - 1)) {
    const office = name.slice(0, at);
    if (label('office', office) !== office) return [office, name.slice(at + 4)];
  }
  return [null, name];
}
