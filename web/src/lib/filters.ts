// The names of the filters that all lists share, and what the page itself keeps in the address beside them.

export const FILTERS = [
  'q', 'side', 'actor', 'recipient', 'sector', 'type', 'mode', 'context', 'quad', 'status', 'place', 'from', 'to',
  'published-from', 'published-to', 'according-to', 'disputed', 'outlet', 'language', 'confidence', 'independent',
  'again', 'oldest-first',
];

/** Only the filters: what may be asked of any list. Other parameters (`by`, `columns`) are the screens' own. */
export function filtersOf(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([name, value]) => value !== '' && FILTERS.includes(name)));
}

/** The same with more parameters, for one question. */
export function asking(query: URLSearchParams, more: { [name: string]: string }): URLSearchParams {
  const all = filtersOf(query);
  for (const [name, value] of Object.entries(more)) all.set(name, value);
  return all;
}
