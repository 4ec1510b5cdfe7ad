// Words that try to be code go in, wherever the server gives words; on every screen of relations they come out as words.
import { expect, test } from './page.mjs';
import { payloads } from './payloads.mjs';

test.describe.configure({ timeout: 90_000 });

/** Columns whose words lead somewhere or are reckoned with: those of the real server have one form only. */
const FORMAL = new Set(['id', 'start', 'end', 'from', 'to', 'published', 'day', 'first', 'last', 'period', 'event', 'happening', 'a', 'b', 'next', 'version']);

function poisoned(answer) {
  let at = 0;
  const turn = (value, key) => {
    if (typeof value === 'string') return FORMAL.has(key) ? value : payloads[at++ % payloads.length];
    if (Array.isArray(value)) return value.map((one) => turn(one, key));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, turn(one, name)]));
    return value;
  };
  return { turned: turn(answer), used: at };
}

test('no payload is code on any screen', async ({ page, open, request }) => {
  const { rows } = await (await request.get('/api/v1/happenings?limit=1000')).json();
  const told = rows.reduce((a, b) => (b.claims + b.reports > a.claims + a.reports ? b : a));
  const { rows: net } = await (await request.get('/api/v1/network?limit=1')).json();
  let used = 0;
  await page.route('**/api/v1/**', async (route) => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    const lines = new URL(route.request().url()).pathname.endsWith('.jsonl');
    const text = await answer.text();
    const { turned, used: n } = poisoned(lines ? text.split('\n').filter(Boolean).map((line) => JSON.parse(line)) : JSON.parse(text));
    used += n;
    await route.fulfill({ response: answer, body: lines ? turned.map((row) => JSON.stringify(row)).join('\n') : JSON.stringify(turned) });
  });
  const screens = ['/', `/happening/${told.id}`, `/pair/${net[0].source}/${net[0].target}?by=year`, '/pair', '/network', '/map', `/actor/${net[0].source}`, '/actor'];
  for (const screen of screens) {
    await open(screen);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => (one.open = true)));
    const wrong = await page.evaluate(() => ({
      ran: window.ran ?? null,
      elements: [...document.querySelectorAll('main :is(script, img, iframe, object, embed, base, meta, link, style, video, marquee, math, template)')].map((one) => one.outerHTML),
      handlers: [...document.querySelectorAll('main *')].filter((one) => [...one.attributes].some((attribute) => /^on/i.test(attribute.name))).length,
      links: [...document.querySelectorAll('main a[href]')].map((one) => one.protocol).filter((protocol) => !/^https?:$/.test(protocol)),
      away: [...document.querySelectorAll('main a[href]')].filter((one) => one.origin !== location.origin && one.target !== '_blank').length,
    }));
    expect(wrong, screen).toEqual({ ran: null, elements: [], handlers: 0, links: [], away: 0 });
    await page.setViewportSize({ width: 360, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const culprits = wide > 0 ? await page.evaluate(() => [...document.querySelectorAll('main *')].filter((one) => { const { left, right, width } = one.getBoundingClientRect(); return width && (left < -1 || right > innerWidth + 1) && !one.closest('.scroll'); }).slice(0, 6).map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}`)) : [];
    expect(culprits, `${screen} is wider than 360 px`).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  expect(used).toBeGreaterThan(payloads.length);
});

for (const screen of ['happening', 'pair', 'actor']) {
  test(`no payload in the address of ${screen} is code`, async ({ page }) => {
    for (const payload of payloads.filter((one) => one.length < 200 && one.isWellFormed() && !one.includes('\u0000')).slice(0, 20)) {
      await page.goto(`/${screen}/${encodeURIComponent(payload)}?show=${encodeURIComponent(payload)}&by=${encodeURIComponent(payload)}`);
      await expect(page.locator('h1, [role=alert]').first()).toBeVisible();
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
    }
  });
}
