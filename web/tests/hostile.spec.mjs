// Hostile texts go in by the Read screen and, where the archive holds them, on the others; they must be seen as text and do nothing.
import { expect, test } from './page.mjs';
import { around, payloads } from './payloads.mjs';

/** The lines of the article as they stand on the screen. */
const shown = (page) => page.locator('.article p').evaluateAll((all) =>
  all.map((p) => [...p.querySelectorAll(':scope > :not(.reason)')].map((piece) => piece.textContent).join('')).join('\n'));

/** Nothing ran, nothing was loaded from elsewhere, and no element came in that the page does not make itself. */
async function harmless(page, asked) {
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
  expect(asked.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);
  const foreign = 'script:not([src^="/assets/"]), iframe, object, embed, base, form[action], img, video, audio, marquee, math, [onload], [onerror], [onfocus], [onmouseover], main style, a[href^="javascript" i], a[href^="data:" i], a[href^="vbscript" i], a[href^="file:" i]';
  expect(await page.locator(foreign).count()).toBe(0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

test('there are at least sixty payloads', () => expect(payloads.length).toBeGreaterThanOrEqual(60));

test('pasted payloads are shown as written and do nothing', async ({ page, open, t }) => {
  test.setTimeout(300_000);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewportSize({ width: 360, height: 900 });
  await open('/read');
  for (const payload of payloads) {
    const answer = page.waitForResponse('**/api/v1/read');
    await page.locator('#text').fill(around(payload));
    await page.getByRole('button', { name: t('read.do'), exact: true }).click();
    const told = await answer;
    expect(told.ok(), payload).toBe(true);
    const { record } = await told.json();
    const lines = record.document.text.split('\n').filter((line) => line.trim()).join('\n');
    await expect.poll(() => shown(page), payload).toBe(lines);
    await harmless(page, asked);
  }
});

test('kept payloads do nothing on any screen', async ({ page, open, request }) => {
  test.setTimeout(300_000);
  const held = await (await request.get('/api/v1/events?from=2024-05-05&to=2024-05-05&side=EGY&limit=1000')).json();
  const hostile = held.rows.filter((row) => row.title?.startsWith('القاهرة تستقبل وفداً'));
  test.skip(hostile.length === 0, 'the archive holds none of them');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const screens = [
    '/', '/explore?limit=1000&columns=type,title,outlet,url,evidence,actors,id', '/explore?list=happenings', '/explore?list=claims',
    '/pair/EGY/TUR', '/network', '/map', '/actor/EGY',
    ...[...new Set(hostile.map((row) => `/article/${row.id.split('.')[0]}`))],
    ...[...new Set(hostile.map((row) => `/happening/${row.happening}`))].slice(0, 10),
  ];
  for (const screen of screens) {
    await open(screen);
    await page.waitForLoadState('networkidle');
    await harmless(page, asked);
  }
});

test('hostile addresses are only words', async ({ page }) => {
  test.setTimeout(300_000);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const payload of payloads.filter((text) => !text.includes('\u0000') && text.length < 300)) {
    await page.goto(`/explore?${new URLSearchParams({ actor: payload, q: payload, columns: payload })}`);
    await expect(page.locator('h1')).toBeVisible();
    await harmless(page, asked);
  }
});
