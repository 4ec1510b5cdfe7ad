// What the server said was wrong goes in; a sentence in the reader's language comes out.
import type { Problem } from './api';
import { called } from './called.svelte';
import { has, label, list, t } from './i18n.svelte';
import { meta } from './meta.svelte';
import { settings } from './settings.svelte';

/** Words of another direction stand within a sentence without turning it round. */
const isolated = (words: string) => `\u2068${words}\u2069`;

/** In general, what went wrong. */
export function heading({ status }: Problem): string {
  if (status === 0) return t('failure.unreachable');
  if (status === 404) return t('failure.missing');
  return t(status >= 500 || status === 429 ? 'failure.unanswered' : 'failure.refused');
}

/** What a parameter of a question is called. */
export function asked(parameter: string): string {
  return has(`parameter.${parameter}`) ? t(`parameter.${parameter}`) : label('filter', parameter);
}

/** What exactly; empty where nothing more is known. */
export function sentence(problem: Problem): string {
  if (problem.status === 0) return '';
  if (!has(`problem.${problem.code}`)) return problem.detail;
  const what = t(`problem.${problem.code}`, values(problem));
  const near = problem.said.near;
  return typeof near === 'string' ? `${what} ${t('failure.near', { near: isolated(translated(near)) })}` : what;
}

function values({ said, parameter }: Problem): { [name: string]: string | number } {
  const known = Array.isArray(said.known) ? said.known.map((one) => label(parameter ?? '', String(one))) : [];
  return {
    value: isolated(String(said.value ?? '')),
    least: Number(said.least ?? 0),
    most: Number(said.most ?? 0),
    known: list(known),
  };
}

/** A name that the server knows in English. */
function translated(name: string): string {
  const known = Object.values(meta.value.names).find(({ en }) => en === name);
  return known?.[settings.lang] ?? called(name);
}
