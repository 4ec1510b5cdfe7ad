// What the server says of itself goes in once; names, types and quads come out.
import { get, Problem } from './api';
import { settings } from './settings.svelte';

export interface Meta {
  version: string;
  archive: string | { [key: string]: unknown } | null;
  writable: boolean;
  types: string[];
  quad_of: { [type: string]: string };
  quads: string[];
  statuses: string[];
  stances: string[];
  sectors: string[];
  languages: string[];
  names: { [code: string]: { en: string; ar: string } };
  example: { text: string; published: string };
}

/** A table that holds its own keys alone: an article may name somebody `constructor`. */
function own<T extends object>(table: T): T {
  return Object.assign(Object.create(null), table);
}

const EMPTY: Meta = {
  version: '', archive: null, writable: false, types: [], quad_of: own({}), quads: [], statuses: [],
  stances: [], sectors: [], languages: [], names: own({}), example: { text: '', published: '' },
};

let known = $state.raw<Meta>(EMPTY);
let failed = $state.raw<Problem | null>(null);

/** Empty until the server has answered; then it stays. */
export const meta = {
  get value() { return known; },
  get error() { return failed; },
};

export async function loadMeta() {
  try {
    const told = { ...EMPTY, ...(await get<Meta>('/meta')) };
    known = { ...told, quad_of: own(told.quad_of), names: own(told.names) };
    failed = null;
  } catch (error) {
    failed = error as Problem;
  }
}

/** The name of a state or body in the interface's language, or its code. */
export function nameOf(code: string): string {
  return known.names[code]?.[settings.lang] ?? code;
}

export function quadOf(type: string): string {
  return known.quad_of[type] ?? '';
}
