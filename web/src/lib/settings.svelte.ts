// What the reader chose goes in and is kept in the browser; language, theme and digits come out as state.

export type Lang = 'ar' | 'en';
export type Theme = 'auto' | 'light' | 'dark';
export type Digits = 'latn' | 'arab';

function kept<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  try {
    const value = localStorage.getItem(`marsad.${name}`) as T;
    return allowed.includes(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name: string, value: string) {
  try {
    localStorage.setItem(`marsad.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

const LANGS = ['ar', 'en'] as const;

function firstLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang') as Lang;
  if (LANGS.includes(asked)) {
    keep('lang', asked);
    return asked;
  }
  return kept('lang', LANGS, navigator.language.startsWith('ar') ? 'ar' : 'en');
}

let lang = $state<Lang>(firstLang());
let theme = $state<Theme>(kept('theme', ['auto', 'light', 'dark'], 'auto'));
let digits = $state<Digits>(kept('digits', ['latn', 'arab'], 'latn'));

export const settings = {
  get lang() { return lang; },
  set lang(value) { lang = value; keep('lang', value); forgetAsked(); show(); },
  get theme() { return theme; },
  set theme(value) { theme = value; keep('theme', value); show(); },
  /** Digits of the Arabic interface; the English one has Western digits. */
  get digits() { return digits; },
  set digits(value) { digits = value; keep('digits', value); },
};

/** A chosen language stands above the `?lang=` that brought the reader here. */
function forgetAsked() {
  const url = new URL(location.href);
  if (!url.searchParams.has('lang')) return;
  url.searchParams.delete('lang');
  history.replaceState(history.state, '', url);
}

function show() {
  const root = document.documentElement;
  root.lang = lang;
  root.dir = lang === 'ar' ? 'rtl' : 'ltr';
  root.dataset.theme = theme;
}

show();
