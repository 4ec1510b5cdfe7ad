// The page's source and its catalogues go in; every key that is missing, unused or left untranslated is named.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const SRC = new URL('../src/', import.meta.url);
const catalogue = (name) => JSON.parse(readFileSync(new URL(`i18n/${name}.json`, SRC), 'utf8'));
const ar = { ...catalogue('ar'), ...catalogue('more.ar') };
const en = { ...catalogue('en'), ...catalogue('more.en') };

const source = readdirSync(SRC, { recursive: true })
  .filter((file) => /\.(svelte|ts)$/.test(file))
  .map((file) => readFileSync(new URL(file, SRC), 'utf8'))
  .join('\n');

/** Keys written out after `t(`, in the first argument: `t('a')` and `t(x ? 'a' : 'b')`. */
const called = [...source.matchAll(/\bt\(([^()]*)\)/g)].flatMap(([, inside]) =>
  [...inside.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key]) => key),
);
const quoted = new Set([...source.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key));
/** Groups whose keys are put together: `label('type', …)` and `` t(`by.${…}`) ``. */
const groups = new Set(
  [...source.matchAll(/\blabel\('([\w-]+)'|`([\w-]+)\.\$\{/g)].map(([, a, b]) => a ?? b),
);
// `Cell` takes the group from the column's own name.
for (const group of ['type', 'quad', 'status', 'stance', 'precision', 'language', 'sector', 'kind', 'mode', 'context']) groups.add(group);

test('every key that is called is in both catalogues', () => {
  const missing = [...new Set(called)].filter((key) => !(key in ar) || !(key in en));
  assert.deepEqual(missing, []);
});

test('both catalogues have the same keys', () => {
  assert.deepEqual(Object.keys(ar).sort(), Object.keys(en).sort());
});

test('no key is unused', () => {
  const unused = Object.keys(en).filter((key) => !quoted.has(key) && !groups.has(key.split('.')[0]));
  assert.deepEqual(unused, []);
});

test('Arabic is in Arabic letters and English has none', () => {
  const forms = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry));
  const bare = (text) => text.replace(/\{\w+\}/g, '');
  // Each is named in the language it leads to; a comma has no letters.
  const excepted = ['app.other-language', 'list.comma'];
  const keys = Object.keys(en).filter((key) => !excepted.includes(key));
  const inLatin = keys.filter((key) => forms(ar[key]).some((text) => /[a-z]/i.test(bare(text)) && !/\p{Script=Arabic}/u.test(text)));
  const inArabic = keys.filter((key) => forms(en[key]).some((text) => /\p{Script=Arabic}/u.test(text)));
  const same = keys.filter((key) => JSON.stringify(ar[key]) === JSON.stringify(en[key]));
  assert.deepEqual({ inLatin, inArabic, same }, { inLatin: [], inArabic: [], same: [] });
});

test('every plural has the forms its language needs', () => {
  const forms = { ar: ['zero', 'one', 'two', 'few', 'many', 'other'], en: ['one', 'other'] };
  for (const [lang, all] of Object.entries({ ar, en })) {
    const short = Object.keys(all).filter((key) => typeof all[key] === 'object' && forms[lang].some((form) => !(form in all[key])));
    assert.deepEqual(short, [], lang);
  }
});

test('values named in one language are named in the other', () => {
  const values = (entry) => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g))].sort();
  const unlike = Object.keys(en).filter((key) => typeof en[key] === 'string' && String(values(en[key])) !== String(values(ar[key])));
  assert.deepEqual(unlike, []);
});

test('whatever the server may say is wrong has a sentence', () => {
  const server = readFileSync(new URL('../../crates/marsad-serve/src/problem.rs', SRC), 'utf8');
  const codes = [...server.matchAll(/Self::\w+ => \("([a-z-]+)"/g)].map(([, code]) => `problem.${code}`);
  assert.ok(codes.length > 20, 'the codes are found');
  const kept = Object.keys(en).filter((key) => key.startsWith('problem.'));
  assert.deepEqual(codes.toSorted(), kept.toSorted());
});

test('whatever the server may be asked has a name', () => {
  const server = readFileSync(new URL('../../crates/marsad-serve/src/questions.rs', SRC), 'utf8');
  const asked = new Set([...server.matchAll(/\b(?:one|many)\("([a-z-]+)"/g)].map(([, name]) => name));
  assert.ok(asked.size > 20, 'the parameters are found');
  const nameless = [...asked].filter((name) => !(`filter.${name}` in en) && !(`parameter.${name}` in en));
  assert.deepEqual(nameless, []);
});
