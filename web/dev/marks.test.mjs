// Records and texts go in; how the text is cut and where a date's words are found is checked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'vite';

let server, marks;
before(async () => {
  server = await createServer({ root: new URL('..', import.meta.url).pathname, server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', logLevel: 'error', optimizeDeps: { noDiscovery: true } });
  marks = await server.ssrLoadModule('/src/lib/marks.ts');
});
after(() => server.close());

const field = (key, start, end) => ({ key, of: 'e1', kind: 'actor', words: { text: '', start, end } });
const cut = (text, fields, chosen = null) => {
  const points = Array.from(text);
  return marks.lines(points).flatMap((line) => marks.pieces(points, line, fields, chosen)).map((piece) => [piece.text, piece.fields.map((one) => one.key).join('')]);
};

test('text without marks stays whole', () => {
  assert.deepEqual(cut('التقى الوزير', []), [['التقى الوزير', '']]);
});

test('nested and overlapping marks are cut where they begin and end, the longest first', () => {
  assert.deepEqual(cut('abcdefgh', [field('x', 1, 6), field('y', 2, 4), field('z', 5, 8)]), [
    ['a', ''], ['b', 'x'], ['cd', 'xy'], ['e', 'x'], ['f', 'xz'], ['gh', 'z'],
  ]);
});

test('positions are code points, so that letters beyond the first plane do not move them', () => {
  assert.deepEqual(cut('🕊️ قمة', [field('x', 3, 6)]), [['🕊️ ', ''], ['قمة', 'x']]);
});

test('a mark over a line break goes on in the next line', () => {
  assert.deepEqual(cut('ab\n\ncd', [field('x', 1, 5)]), [['a', ''], ['b', 'x'], ['c', 'x'], ['d', '']]);
});

test('pieces together are the text again', () => {
  const text = 'وقال «إن 🇸🇦 رحبت» أمس';
  const fields = [field('a', 0, 4), field('b', 2, 12), field('c', 6, 30)];
  assert.equal(cut(text, fields, { start: 3, end: 9 }).map(([piece]) => piece).join(''), text);
});

const event = (date, evidence) => ({
  id: 'e1', type: 'CONSULT', actor: [], recipient: [], place: null, counts: [], according_to: [], disputed_by: [],
  trigger: { text: '', start: 0, end: 0 }, date: { text: date }, evidence,
});
const dateIn = (text, date, start, end) =>
  marks.fieldsOfEvent(event(date, { text: '', start, end }), Array.from(text)).find((one) => one.name === 'date').words;

test("a date's words are found in the event's own sentence", () => {
  assert.equal(dateIn('أمس زار. التقى أمس', 'أمس', 9, 18).start, 15);
});

test('failing that, in the nearest sentence before', () => {
  assert.equal(dateIn('أمس زار أمس. ووقّع', 'أمس', 13, 18).start, 8);
});

test('a date without words has none', () => {
  assert.equal(dateIn('ووقّع', '', 0, 5), null);
});
