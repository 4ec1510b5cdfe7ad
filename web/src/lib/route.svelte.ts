// The browser's address goes in; which screen, with what and which filters, comes out as state.

export type Screen =
  | 'overview' | 'read' | 'article' | 'explore' | 'happening'
  | 'pair' | 'network' | 'map' | 'actor' | 'nowhere';

const SCREENS = new Set<string>(['read', 'article', 'explore', 'happening', 'pair', 'network', 'map', 'actor']);

interface Place {
  screen: Screen;
  args: string[];
  query: URLSearchParams;
  hash: string;
}

function parse(url: URL): Place {
  const [first, ...args] = url.pathname.split('/').filter(Boolean).map(decode);
  const screen = !first ? 'overview' : SCREENS.has(first) ? (first as Screen) : 'nowhere';
  const query = new URLSearchParams(url.search);
  query.delete('lang');
  return { screen, args, query, hash: decode(url.hash.slice(1)) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

let place = $state.raw(parse(new URL(location.href)));

export const route = {
  get screen() { return place.screen; },
  get args() { return place.args; },
  /** The filters in the address, without `lang`. Never changed in place: use `withQuery`. */
  get query() { return place.query; },
  get hash() { return place.hash; },
};

type Changes = { [name: string]: string | string[] | boolean | null | undefined };

/** Goes to an address of this page. */
export function go(href: string, { replace = false } = {}) {
  const before = location.pathname;
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  place = parse(new URL(location.href));
  if (location.pathname !== before) arrive();
}

/** Changes some filters of the present address and stays on the screen. Empty, false and null take a filter away. */
export function withQuery(changes: Changes, how = {}) {
  go(hrefWith(changes), how);
}

/** The address that `withQuery` would go to, for links. */
export function hrefWith(changes: Changes, path = location.pathname): string {
  const query = new URLSearchParams(place.query);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of [value].flat()) {
      if (one) query.append(name, String(one));
    }
  }
  return href(path, query);
}

export function href(path: string, query: URLSearchParams | { [name: string]: string } = {}): string {
  const text = new URLSearchParams(query).toString();
  return path + (text && `?${text}`);
}

function arrive() {
  scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}

addEventListener('popstate', () => {
  place = parse(new URL(location.href));
});

document.addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || !staysHere(link, event)) return;
  event.preventDefault();
  go(link.href);
});

/** Whether the click is a plain one on a link to another address of this page. */
function staysHere(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const ours = link.origin === location.origin && !link.pathname.startsWith('/api/');
  const jump = link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
  return plain && ours && !jump && !event.defaultPrevented && !link.target && !link.hasAttribute('download');
}
