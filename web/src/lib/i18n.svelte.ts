// A key goes in; the words of the reader's language come out, with numbers and days as that language writes them.
import ar from '../i18n/ar.json';
import en from '../i18n/en.json';
import moreAr from '../i18n/more.ar.json';
import moreEn from '../i18n/more.en.json';
import { settings, type Lang } from './settings.svelte';

/** A plain text, or one for each plural form that the language has. */
type Entry = string | { [form: string]: string };
type Values = { [name: string]: string | number };

const catalogues: { [lang in Lang]: { [key: string]: Entry } } = {
  ar: { ...ar, ...moreAr },
  en: { ...en, ...moreEn },
};

export const lang = {
  get current(): Lang { return settings.lang; },
  get dir() { return settings.lang === 'ar' ? 'rtl' : 'ltr'; },
};

/** The text of `key`; `{name}` in it takes `values.name`, and `values.n` chooses the plural form. */
export function t(key: string, values: Values = {}): string {
  const entry = catalogues[settings.lang][key];
  if (entry === undefined) return key;
  return filled(typeof entry === 'string' ? entry : plural(entry, Number(values.n)), values);
}

/** Whether the catalogue knows a key. */
export function has(key: string): boolean {
  return Object.hasOwn(catalogues[settings.lang], key);
}

/** The text of `group.value`, or the value itself when the catalogue does not know it. */
export function label(group: string, value: string): string {
  const key = `${group}.${value}`;
  return has(key) ? t(key) : value;
}

/** Every value of a group that the catalogue has a text for. */
export function valuesOf(group: string): string[] {
  return Object.keys(catalogues.en).filter((key) => key.startsWith(`${group}.`)).map((key) => key.slice(group.length + 1));
}

function plural(entry: { [form: string]: string }, n: number): string {
  return entry[new Intl.PluralRules(settings.lang).select(n)] ?? entry.other ?? '';
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
  });
}

/** The locale with the reader's digits, for `Intl`. */
export function locale(): string {
  return settings.lang === 'ar' ? `ar-u-ca-gregory-nu-${settings.digits}` : 'en-GB-u-ca-gregory-nu-latn';
}

export function number(n: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale(), options).format(n);
}

/** A day, month or year of ISO 8601 (`2024-05-17`, `2024-05`, `2024`) in words. */
export function day(iso: string, month: 'long' | 'short' = 'long'): string {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso);
  if (!parts) return iso;
  const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)));
  return new Intl.DateTimeFormat(locale(), {
    timeZone: 'UTC',
    year: 'numeric',
    ...(parts[2] && { month }),
    ...(parts[3] && { day: 'numeric' }),
  }).format(date);
}

/** When something happened, by its bounds; an unknown end is said in words. */
export function days(start: string | null, end: string | null, month: 'long' | 'short' = 'long'): string {
  if (start && end) {
    const called = start === end ? start : whole(start, end);
    return called ? day(called, month) : t('day.range', { from: day(start, month), to: day(end, month) });
  }
  if (start) return t('day.after', { day: day(start, month) });
  return end ? t('day.before', { day: day(end, month) }) : t('day.unknown');
}

/** The month or year that these days are, if they are one. */
function whole(start: string, end: string): string | null {
  if (start.endsWith('-01-01') && end === `${start.slice(0, 4)}-12-31`) return start.slice(0, 4);
  const last = new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)), 0)).toISOString().slice(0, 10);
  return start.endsWith('-01') && end === last ? start.slice(0, 7) : null;
}

/** A list as the language writes it: «a, b and c». */
export function list(items: string[]): string {
  return new Intl.ListFormat(settings.lang, { type: 'conjunction' }).format(items);
}
