// Somebody or something of a record goes in; its name in the reader's language comes out.
import type { Actor, Row } from '../lib/api';
import { called } from '../lib/called.svelte';
import { label, t } from '../lib/i18n.svelte';
import { meta } from '../lib/meta.svelte';
import { settings } from '../lib/settings.svelte';

/** The name of an actor of a record, or of a row of actors. */
export function named(actor: { name: string | null; name_ar?: string | null }): string {
  return (settings.lang === 'ar' ? actor.name_ar || actor.name : actor.name || actor.name_ar) ?? '—';
}

/** An office in the reader's language. */
export function office(name: string | null | undefined): string {
  return name ? label('office', name) : '';
}

/** A code for what somebody wrote: a code as it is, or the code of a name in either script; else what was written. */
export function codeOf(written: string): string {
  const asked = written.trim();
  const names = meta.value.names;
  if (names[asked.toUpperCase()]) return asked.toUpperCase();
  const low = asked.toLocaleLowerCase();
  const found = Object.entries(names).find(([, name]) => name.en.toLocaleLowerCase() === low || name.ar === asked);
  return found?.[0] ?? asked;
}

/** Names with their codes, in the order of the reader's alphabet. */
export function known(): { code: string; name: string }[] {
  return Object.entries(meta.value.names)
    .map(([code, name]) => ({ code, name: name[settings.lang] }))
    .sort((a, b) => a.name.localeCompare(b.name, settings.lang));
}

/** Whether two are the same side, as far as a reader can tell. */
export function key(actor: Actor): string {
  return [actor.code ?? '', actor.name, actor.office ?? ''].join('\u0000');
}

/** A place and its state, in the reader's language as far as known; a state that is its own place once. */
export function where(row: { place?: string | null; country?: string | null }): string[] {
  const names = row.country ? meta.value.names[row.country] : undefined;
  const place = row.place && row.place !== names?.en ? called(row.place) : null;
  return [place, row.country && (names?.[settings.lang] ?? row.country)].filter((name) => typeof name === 'string' && name !== '') as string[];
}

/** An event's place in its article: `12.e3` is card e3 of article 12. */
export function cardHref(id: string): string {
  const [article, card] = id.split('.');
  return `/article/${encodeURIComponent(article ?? '')}${card ? `#${encodeURIComponent(card)}` : ''}`;
}

/** How many of some reports are independent. */
export function independence(row: Row): string {
  return row.independent === row.reports ? t('draw.all-independent', { n: row.reports }) : t('draw.independent', { n: row.independent });
}

/** A number as told: exact, at least, at most, or between. */
export function told(count: { min: number | null; max: number | null; approximate: boolean; unit?: string | null }, number: (n: number) => string): string {
  const { min, max } = count;
  const unit = count.unit ? ` ${count.unit}` : '';
  const plain =
    min !== null && max !== null ? (min === max ? number(min) : t('count.between', { min: number(min), max: number(max) }))
    : min !== null ? t('count.least', { n: number(min) })
    : max !== null ? t('count.most', { n: number(max) })
    : '—';
  return (count.approximate ? t('count.about', { n: plain }) : plain) + unit;
}
