// Counts, periods and places go in; where they are drawn is checked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from 'vite';

let server, periods, scale, layout, globe, ask;
before(async () => {
  server = await createServer({ root: new URL('..', import.meta.url).pathname, server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', logLevel: 'error', optimizeDeps: { noDiscovery: true } });
  [periods, scale, layout, globe, ask] = await Promise.all(['periods', 'scale', 'layout', 'globe', 'ask'].map((name) => server.ssrLoadModule(`/src/draw/${name}.ts`)));
});
after(() => server.close());

test('a period has its first and last day', () => {
  assert.deepEqual(periods.days('2024-02', 'month'), { from: '2024-02-01', to: '2024-02-29' });
  assert.deepEqual(periods.days('2023', 'year'), { from: '2023-01-01', to: '2023-12-31' });
  assert.deepEqual(periods.days('2024-12-30', 'week'), { from: '2024-12-30', to: '2025-01-05' });
  assert.deepEqual(periods.days('2024-02-29', 'day'), { from: '2024-02-29', to: '2024-02-29' });
});

test('a week is named by its Monday', () => {
  for (const day of ['2024-05-13', '2024-05-17', '2024-05-19']) assert.equal(periods.periodOf(day, 'week'), '2024-05-13');
  assert.equal(periods.periodOf('1969-12-31', 'week'), '1969-12-29');
});

test('periods follow each other over the turn of a year', () => {
  assert.deepEqual(periods.between('2023-11', '2024-02', 'month'), ['2023-11', '2023-12', '2024-01', '2024-02']);
  assert.equal(periods.shift('2024-01', 'month', -1), '2023-12');
  assert.equal(periods.shift('2024-02-29', 'day', 1), '2024-03-01');
});

test('what is usual is the mean of those before, as far back as asked', () => {
  assert.deepEqual(periods.usual([2, 4, 6, 8], 2), [null, 2, 3, 5]);
});

test('a stretch of days touches its periods', () => {
  const months = periods.between('2024-01', '2024-12', 'month');
  assert.deepEqual(periods.stretch(months, 'month', null, null), [0, 11]);
  assert.deepEqual(periods.stretch(months, 'month', '2024-03-10', '2024-05-01'), [2, 4]);
  assert.deepEqual(periods.stretch(months, 'month', '2024-03', '2024-04'), [2, 3]);
  assert.deepEqual(periods.stretch(months, 'month', '2020', '2030'), [0, 11]);
  assert.deepEqual(periods.stretch(months, 'month', '2030', null), [11, 11]);
});

test('an axis has round steps, and whole ones for counts', () => {
  assert.deepEqual(scale.ticks(-10, 10, 4), [-10, -5, 0, 5, 10]);
  assert.deepEqual(scale.wholeTicks(3), [0, 1, 2, 3]);
  assert.deepEqual(scale.wholeTicks(1), [0, 1]);
  assert.equal(scale.ceiling(7), 8);
  assert.equal(scale.ceiling(0), 1);
});

test('bars of nothing are not drawn, lines break where there is no value', () => {
  assert.equal(scale.bars([{ x: 0, width: 2, top: 5, bottom: 5 }]), '');
  assert.equal(scale.bars([{ x: 1, width: 2, top: 5, bottom: 9 }]), 'M1 5h2V9h-2z');
  assert.equal(scale.line([[0, 1], [1, 2], null, [3, 4]]), 'M0 1L1 2M3 4');
});

test('a round is cut into its shares', () => {
  assert.equal(scale.slice(0, 0, 5, 0.2, 0.2), '');
  assert.match(scale.slice(0, 0, 5, 0, 1), /^M.*A.*A.*z$/);
  assert.match(scale.slice(0, 0, 5, 0, 0.75), /A5\.00 5\.00 0 1 1/);
});

test('a network stands still, inside its box, no two sides in one place', () => {
  const links = Array.from({ length: 60 }, (_, n) => ({ a: `S${n % 11}`, b: `S${(n * 7 + 3) % 23}`, weight: (n % 5) + 1 }));
  const once = layout.layout(links, 800, 500);
  assert.deepEqual([...once], [...layout.layout(links, 800, 500)]);
  const points = [...once.values()];
  for (const { x, y } of points) assert.ok(x >= 0 && x <= 800 && y >= 0 && y <= 500);
  for (const [i, p] of points.entries()) for (const q of points.slice(i + 1)) assert.ok(Math.hypot(p.x - q.x, p.y - q.y) > 15);
});

test('a network of two sides, or of none, is drawn too', () => {
  assert.equal(layout.layout([], 100, 100).size, 0);
  for (const { x, y } of layout.layout([{ a: 'A', b: 'B', weight: 1 }], 300, 300).values()) assert.ok(Number.isFinite(x + y));
});

test('places stand where they should on the sheet', () => {
  const [cairo, lima, suva, nome] = [[31.2, 30], [-77, -12], [178.4, -18.1], [-165.4, 64.5]].map(([lon, lat]) => globe.project(lon, lat));
  assert.ok(lima[0] < cairo[0] && cairo[0] < suva[0] && nome[0] < lima[0]);
  assert.ok(nome[1] < cairo[1] && cairo[1] < lima[1] && lima[1] < suva[1]);
  for (const [x, y] of [cairo, lima, suva, nome]) assert.ok(x > 0 && x < globe.WIDTH && y > 0 && y < globe.HEIGHT);
});

test('both directions of a network are one pair', () => {
  const row = (source, target, quads, sum) => ({ source, target, events: quads.reduce((a, b) => a + b), 'verbal-cooperation': quads[0], 'material-cooperation': quads[1], 'verbal-conflict': quads[2], 'material-conflict': quads[3], goldstein_sum: sum, first: `2024-0${quads[0] + 1}-01`, last: '2024-12-01' });
  const [pair, ...others] = ask.pairs([row('QAT', 'EGY', [2, 0, 0, 0], 4), row('EGY', 'QAT', [1, 1, 1, 0], 1), row('EGY', 'EGY', [5, 0, 0, 0], 5)]);
  assert.equal(others.length, 0);
  assert.deepEqual([pair.a, pair.b, pair.events, pair.cooperation, pair.conflict, pair.mean, pair.first], ['EGY', 'QAT', 5, 4, 1, 1, '2024-02-01']);
});

test('milestones are what stands above the usual before, highest first', () => {
  const rows = [3, 3, 9, 3, 20].map((total, at) => ({ period: `202${at}`, total, usual: [null, 3, 3, 5, 4.5][at] }));
  assert.deepEqual(ask.milestones(rows).map((row) => row.period), ['2024', '2022']);
});

const row = (period, quad, more) => ({ period, quad, events: 0, happenings: 0, reports: 0, goldstein_sum: 0, ...more });

test('a series without its disputed happenings', () => {
  const all = [
    row('2024', 'verbal-cooperation', { events: 1, happenings: 1, goldstein_sum: 1 }),
    row('2024', 'material-conflict', { events: 3, happenings: 2, goldstein_sum: -9 }),
    row('2026', 'verbal-cooperation', { events: 1, happenings: 1, goldstein_sum: 2 }),
  ];
  const less = [row('2024', 'material-conflict', { events: 2, happenings: 2, goldstein_sum: -10 })];
  const rows = ask.periods(all, less, ask.QUADS, 'happenings', 'year');
  assert.deepEqual(rows.map((row) => [row.period, row.total, row.usual, row.score]), [['2024', 1, null, 1], ['2025', 0, 1, null], ['2026', 1, 0.5, 2]]);
  assert.deepEqual(rows[0].counts, [1, 0, 0, 0]);
});

test('deeds alone leave words out, and the periods that had only those', () => {
  const all = [row('2023', 'verbal-conflict', { events: 5, reports: 5 }), row('2024', 'verbal-conflict', { events: 1, reports: 1 }), row('2024', 'material-conflict', { events: 2, reports: 3, goldstein_sum: -4 })];
  const rows = ask.periods(all, [], ask.QUADS.filter((quad) => quad.startsWith('material')), 'reports', 'year');
  assert.deepEqual(rows.map((row) => [row.period, row.total, row.score]), [['2024', 3, -2]]);
});

test('events are summed by type over the period chosen', () => {
  const all = [row('2024', 'material-cooperation', { AID: 1, CONSULT: 0 }), row('2024', 'verbal-cooperation', { AID: 0, CONSULT: 2 }), row('2025', 'material-cooperation', { AID: 1, CONSULT: 0 })];
  const rows = ask.periods(all, [row('2024', 'verbal-cooperation', { CONSULT: 1, AID: 0 })], ask.QUADS, 'happenings', 'year');
  assert.deepEqual(ask.byType(rows), { AID: 2, CONSULT: 1 });
});

test('the filters of an address are asked, its own words are not', () => {
  const query = new URLSearchParams('by=week&show=deeds&type=CONSULT&type=AID&from=2024&top=60');
  assert.equal(ask.filters(query, ['from']).toString(), 'type=CONSULT&type=AID');
  assert.equal(ask.having(query, { by: undefined, show: '', from: ['2020'], top: [] }).toString(), 'type=CONSULT&type=AID&from=2020');
});
