// Words that try to be code go in, wherever the server gives words; on every screen of relations they come out as words.
import { expect, test } from './page.mjs';

test.describe.configure({ timeout: 90_000 });

const PAYLOADS = [
  '<script>hit()</script>',
  '"><script>hit()</script>',
  '</title><script>hit()</script>',
  '</svg><script>hit()</script>',
  '<img src=x onerror=hit()>',
  '"><img src=x onerror="hit()">',
  "'><img src=x onerror='hit()'>",
  '<svg onload=hit()>',
  '<svg><animate onbegin=hit() attributeName=x dur=1s>',
  '<svg><set attributeName=href to=javascript:hit()>',
  '<math href="javascript:hit()">x</math>',
  '<iframe srcdoc="<script>parent.hit()</script>">',
  '<object data="javascript:hit()">',
  '<embed src="javascript:hit()">',
  '<a href="javascript:hit()">x</a>',
  'javascript:hit()',
  'JaVaScRiPt:hit()',
  'java\tscript:hit()',
  '\u0001javascript:hit()',
  'data:text/html,<script>hit()</script>',
  'vbscript:hit()',
  'https://example.org/"onmouseover="hit()',
  '" onfocus="hit()" autofocus="',
  "' onmouseover='hit()",
  '` onclick=hit() `',
  '<style>*{background:url("javascript:hit()")}</style>',
  '<link rel=stylesheet href=//example.org/x.css>',
  '<base href="//example.org/">',
  '<meta http-equiv=refresh content="0;url=javascript:hit()">',
  '<form action="javascript:hit()"><button>x</button></form>',
  '<input autofocus onfocus=hit()>',
  '<details open ontoggle=hit()>x</details>',
  '<video><source onerror=hit()></video>',
  '<marquee onstart=hit()>x</marquee>',
  '<template><script>hit()</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<!--><img src=x onerror=hit()>-->',
  '<![CDATA[<script>hit()</script>]]>',
  '<?xml version="1.0"?><script>hit()</script>',
  '<xmp><script>hit()</script></xmp>',
  '&lt;script&gt;hit()&lt;/script&gt;',
  '&#60;script&#62;hit()&#60;/script&#62;',
  '\\u003cscript\\u003ehit()\\u003c/script\\u003e',
  '%3Cscript%3Ehit()%3C/script%3E',
  '${hit()}',
  '{{hit()}}',
  '{@html hit()}',
  '{hit()}',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '../../../../etc/passwd',
  "'; DROP TABLE events; --",
  '=HYPERLINK("http://example.org","x")',
  'url(#fill-x);}</style><script>hit()</script>',
  'M0 0"/><script>hit()</script>',
  '\u202Eesrever si siht\u202C',
  '\u2066\u2067\u2068\u200F\u200E',
  '\u200B\u200C\u200D\uFEFF',
  'nothing\u0000after',
  '\uD800',
  'ﷺﷺﷺ\u0301\u0302\u0303\u0304\u0305\u0306'.repeat(20),
  'W'.repeat(3000),
  '\u0645'.repeat(3000),
  '-->]]>\'">',
];

/** Columns whose words lead somewhere or are reckoned with: those of the real server have one form only. */
const FORMAL = new Set(['id', 'start', 'end', 'from', 'to', 'published', 'day', 'first', 'last', 'period', 'event', 'happening', 'a', 'b', 'next', 'version']);

function poisoned(answer) {
  let at = 0;
  const turn = (value, key) => {
    if (typeof value === 'string') return FORMAL.has(key) ? value : PAYLOADS[at++ % PAYLOADS.length];
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
  await page.addInitScript(() => { window.hit = () => { window.wasHit = true; throw new Error('a payload ran'); }; });
  let used = 0;
  await page.route('**/api/v1/**', async (route) => {
    const answer = await route.fetch();
    const plain = await answer.json();
    if (!answer.ok()) return route.fulfill({ response: answer, json: plain });
    const { turned, used: n } = poisoned(plain);
    used += n;
    await route.fulfill({ response: answer, json: turned });
  });
  const screens = ['/', `/happening/${told.id}`, `/pair/${net[0].source}/${net[0].target}?by=year`, '/pair', '/network', '/map', `/actor/${net[0].source}`, '/actor'];
  for (const screen of screens) {
    await open(screen);
    await page.waitForLoadState('networkidle');
    for (const summary of await page.locator('main details:not([open]) > summary').all()) await summary.click();
    const wrong = await page.evaluate(() => ({
      hit: window.wasHit ?? false,
      elements: [...document.querySelectorAll('main :is(script, img, iframe, object, embed, base, meta, link, style, video, marquee, math, template)')].map((one) => one.outerHTML),
      handlers: [...document.querySelectorAll('main *')].filter((one) => [...one.attributes].some((attribute) => /^on/i.test(attribute.name))).length,
      links: [...document.querySelectorAll('main a[href]')].map((one) => one.protocol).filter((protocol) => !/^https?:$/.test(protocol)),
      away: [...document.querySelectorAll('main a[href]')].filter((one) => one.origin !== location.origin && one.target !== '_blank').length,
    }));
    expect(wrong, screen).toEqual({ hit: false, elements: [], handlers: 0, links: [], away: 0 });
    await page.setViewportSize({ width: 360, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${screen} is wider than 360 px`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  expect(used).toBeGreaterThan(PAYLOADS.length);
});

for (const screen of ['happening', 'pair', 'actor']) {
  test(`no payload in the address of ${screen} is code`, async ({ page }) => {
    await page.addInitScript(() => { window.hit = () => { throw new Error('a payload ran'); }; });
    for (const payload of PAYLOADS.filter((one) => one.length < 200 && one.isWellFormed()).slice(0, 20)) {
      await page.goto(`/${screen}/${encodeURIComponent(payload)}?show=${encodeURIComponent(payload)}&by=${encodeURIComponent(payload)}`);
      await expect(page.locator('main')).toBeVisible();
    }
  });
}
