// The screens of what happened between states: overview, happening, pair, network, map, actor.
import { expect, sound, test } from './page.mjs';

// Looking for what hinders somebody takes its time on long tables.
test.describe.configure({ timeout: 90_000 });

const ask = async (request, path) => (await request.get(`/api/v1${path}`)).json();

/** The two sides with most events between them. */
async function busiest(request) {
  const { rows } = await ask(request, '/network?limit=50');
  const { source, target } = rows.find((row) => row.source !== row.target);
  return [source, target];
}

const query = (page) => new URL(page.url()).searchParams;

test.describe('overview', () => {
  test('sums, days, busier pairs, latest happenings and the way in', async ({ page, open, request }) => {
    const { totals, printed, busier } = await ask(request, '/overview');
    const { rows: latest } = await ask(request, `/happenings?status=actual&to=${printed.to}&limit=12`);
    await open('/');
    await expect(page.locator('.totals dd').first()).toHaveText(totals.articles.toLocaleString('en'));
    await expect(page.locator('.happenings li')).toHaveCount(latest.length);
    await expect(page.locator('.busier li')).toHaveCount(busier.length);
    await expect(page.locator('.ways a')).toHaveCount(2);
    await sound(page);
    await page.locator('.happenings a.when').first().click();
    await expect(page).toHaveURL(`/happening/${latest[0].id}`);
  });

  test('an empty archive says what to do', async ({ page, open, t }) => {
    const none = { articles: 0, versions: 0, independent: 0, events: 0, happenings: 0, claims: 0, statements: 0 };
    await page.route('**/api/v1/overview', (route) => route.fulfill({ json: { totals: none, printed: null, busier: [] } }));
    await open('/');
    await expect(page.locator('code')).toContainText('marsad add');
    await sound(page);
    await page.locator('.button', { hasText: t('overview.read') }).click();
    await expect(page).toHaveURL('/read');
  });
});

test.describe('happening', () => {
  test('independent reports stand first, reprints are marked, each leads to its article', async ({ page, open, request, t }) => {
    const { rows } = await ask(request, '/happenings?limit=1000');
    const most = rows.reduce((a, b) => (b.reports - b.independent > a.reports - a.independent ? b : a));
    const { tellings } = await ask(request, `/happenings/${most.id}`);
    await open(`/happening/${most.id}`);
    const independent = tellings.filter((one) => one.independent).length;
    await expect(page.locator('.reports').first().locator('li')).toHaveCount(independent);
    await expect(page.locator('.reports li')).toHaveCount(tellings.length);
    await expect(page.locator('.reports .tag', { hasText: t('happening.reprint') })).toHaveCount(tellings.length - independent);
    const first = tellings.find((one) => one.independent);
    await expect(page.locator('.reports a').first()).toHaveAttribute('href', `/article/${first.id.replace('.', '#')}`);
    await expect(page.locator('.reports blockquote').first()).toHaveText(first.event.evidence.text);
    await sound(page);
  });

  test('the ledger names who vouches for it, in which words, on which day', async ({ page, open, request }) => {
    const { rows } = await ask(request, '/happenings?limit=1000');
    const most = rows.reduce((a, b) => (b.claims + b.disputes > a.claims + a.disputes ? b : a));
    const { claims } = await ask(request, `/happenings/${most.id}`);
    await open(`/happening/${most.id}`);
    // What several articles tell alike stands once, with each of them.
    await expect(page.locator('.ledger .source')).toHaveCount(claims.length);
    const told = new Set(claims.map(({ claimant, stance, words }) => [claimant.code, claimant.name, claimant.office, stance, words?.text].join()));
    await expect(page.locator('.ledger li:not(.soft)')).toHaveCount(told.size);
    await expect(page.locator('.ledger .denies .source')).toHaveCount(claims.filter((claim) => claim.stance === 'denies').length);
    for (const claim of claims.filter((one) => one.words?.text).slice(0, 3)) await expect(page.locator('.ledger')).toContainText(claim.words.text);
    await sound(page);
    const link = page.locator('.ledger a[href^="/article/"]').first();
    const href = await link.getAttribute('href');
    await link.click();
    await expect(page).toHaveURL(href);
  });

  test('one that is not there is said to be missing', async ({ page, t }) => {
    await page.goto('/happening/h999999.e1');
    await expect(page.getByRole('alert')).toBeVisible();
  });
});

test.describe('pair', () => {
  test('counts by period, with a table of the same numbers', async ({ page, open, request, t }) => {
    const [a, b] = await busiest(request);
    const { rows } = await ask(request, `/series?a=${a}&b=${b}&by=year`);
    await open(`/pair/${a}/${b}?by=year`);
    await expect(page.locator('.chart').getByRole('img')).toBeVisible();
    await page.locator('.twin summary').click();
    await expect(page.locator('.twin tbody tr')).toHaveCount(rows.length);
    const first = page.locator('.twin tbody tr').first().locator('td');
    await expect(first.nth(1)).toHaveText(String(rows[0].happenings));
    const most = Math.max(...Object.keys(rows[0]).filter((column) => /^[A-Z]+$/.test(column)).map((type) => rows.reduce((sum, row) => sum + row[type], 0)));
    await expect(page.locator('.by-type .n').first()).toHaveText(most.toLocaleString('en'));
    await sound(page);
  });

  test('few questions make it, and another way of counting asks nothing', async ({ page, open, request }) => {
    const [a, b] = await busiest(request);
    const asked = [];
    page.on('request', (one) => one.url().includes('/api/') && asked.push(new URL(one.url()).pathname.split('/').pop()));
    await open(`/pair/${a}/${b}`);
    await expect(page.locator('.happenings li').first()).toBeVisible();
    expect(asked.toSorted()).toEqual(['meta', 'series', 'timeline']);
    asked.length = 0;
    await page.locator('input[name=counted][value=reports]').check();
    await expect.poll(() => query(page).get('show')).toBe('reports');
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([]);
  });

  test('what is counted and by which period stands in the address', async ({ page, open, request, t }) => {
    const [a, b] = await busiest(request);
    await open(`/pair/${a}/${b}`);
    for (const counted of ['reports', 'undisputed', 'deeds', 'words']) {
      await page.locator(`input[name=counted][value=${counted}]`).check();
      await expect.poll(() => query(page).get('show')).toBe(counted);
    }
    await page.locator('input[name=by][value=year]').check();
    await expect.poll(() => query(page).get('by')).toBe('year');
    await page.reload();
    await expect(page.locator('input[name=counted][value=words]')).toBeChecked();
    await expect(page.locator('input[name=by][value=year]')).toBeChecked();
  });

  test('a period is chosen by keyboard, and the list follows', async ({ page, open, request, t }) => {
    const [a, b] = await busiest(request);
    await open(`/pair/${a}/${b}?by=year`);
    const [from, to] = [page.getByRole('slider', { name: t('draw.from') }), page.getByRole('slider', { name: t('draw.to') })];
    const years = Number(await to.getAttribute('aria-valuenow'));
    test.skip(years < 2, 'the archive has two years at most');
    await from.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => query(page).get('from')).toMatch(/-01-01$/);
    await expect(from).toHaveAttribute('aria-valuenow', '1');
    await to.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => query(page).get('to')).toMatch(/-12-31$/);
    const chosen = query(page);
    const { rows } = await ask(request, `/timeline?a=${a}&b=${b}&from=${chosen.get('from')}&to=${chosen.get('to')}`);
    await expect(page.locator('.happenings li')).toHaveCount(rows.length);
    await page.getByRole('button', { name: t('draw.whole') }).click();
    await expect.poll(() => query(page).has('from')).toBe(false);
    await page.keyboard.press('Tab');
  });

  test('a period is drawn by mouse and by finger', async ({ page, open, request }) => {
    const [a, b] = await busiest(request);
    await open(`/pair/${a}/${b}`);
    const strip = page.locator('.brush svg');
    await strip.scrollIntoViewIfNeeded();
    const box = await strip.boundingBox();
    const at = (share) => [box.x + 42 + (box.width - 52) * share, box.y + box.height / 2];
    await page.mouse.move(...at(0.3));
    await page.mouse.down();
    await page.mouse.move(...at(0.5), { steps: 4 });
    await page.mouse.move(...at(0.6), { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => query(page).has('from') && query(page).has('to')).toBe(true);
    const drawn = query(page).get('from');
    // The stretch is then moved along, as a finger would.
    const touch = (type, share) => strip.dispatchEvent(type, { pointerId: 7, pointerType: 'touch', isPrimary: true, button: 0, buttons: 1, clientX: at(share)[0], clientY: at(share)[1], bubbles: true });
    await strip.evaluate((svg) => (svg.setPointerCapture = () => {}));
    await touch('pointerdown', 0.45);
    await touch('pointermove', 0.6);
    await touch('pointerup', 0.6);
    await expect.poll(() => query(page).get('from') > drawn).toBe(true);
  });

  test('a milestone selects its period', async ({ page, open, request }) => {
    const [a, b] = await busiest(request);
    await open(`/pair/${a}/${b}`);
    const first = page.locator('.milestones button').first();
    await expect(page.locator('.brush')).toBeVisible();
    test.skip(!(await first.isVisible()), 'no period stands above the usual');
    await first.click();
    await expect.poll(() => query(page).get('from')).toMatch(/-01$/);
    await expect(page.locator('.twin tbody tr')).toHaveCount(1);
  });

  test('sides are chosen by name, in the language of the page, and swapped', async ({ page, open, request, lang, t }) => {
    const [a, b] = await busiest(request);
    const { names } = await ask(request, '/meta');
    await open('/pair');
    await page.locator('input[name=a]').fill(names[a][lang]);
    await page.locator('input[name=b]').fill(names[b][lang]);
    await page.getByRole('button', { name: t('pair.show') }).click();
    await expect(page).toHaveURL(`/pair/${a}/${b}`);
    await page.getByRole('button', { name: t('pair.swap') }).click();
    await expect(page).toHaveURL(`/pair/${b}/${a}`);
    await expect(page.locator('h1')).toContainText(names[b][lang]);
  });

  test('time runs from left to right in both languages, until the reader turns it', async ({ page, open, request }) => {
    const [a, b] = await busiest(request);
    await open(`/pair/${a}/${b}?by=year`);
    const grips = page.locator('.brush .grip');
    const place = async (end) => (await grips.nth(end).boundingBox()).x;
    expect(await place(0)).toBeLessThan(await place(1));
    await page.locator('.tick input').last().check();
    await expect.poll(() => query(page).get('time')).toBe('backward');
    expect(await place(0)).toBeGreaterThan(await place(1));
  });

  test('without sides, the way to those with most events', async ({ page, open }) => {
    await open('/pair');
    await expect(page.locator('.busiest a').first()).toHaveAttribute('href', /^\/pair\/[^/]+\/[^/]+/);
    await sound(page);
  });
});

test.describe('network', () => {
  test('a line selects its pair, and the table holds the same', async ({ page, open, request, t }) => {
    await open('/network');
    const lines = page.locator('.net .edge');
    await expect(lines.first()).toBeAttached();
    await sound(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await lines.first().locator('.touch').dispatchEvent('click');
    const pair = page.locator('.picked h2');
    await expect(pair).toBeVisible();
    const link = page.locator('.picked a.button');
    await expect(link).toHaveAttribute('href', /^\/pair\/[^/]+\/[^/]+$/);
    await expect(page.locator('.twin tbody tr').first().locator('a[href^="/pair/"]')).toHaveAttribute('href', await link.getAttribute('href'));
    await page.locator('.net .node').first().locator('circle').dispatchEvent('click');
    await expect(page.locator('.picked li').first()).toBeVisible();
  });

  test('cooperation and conflict are told apart by the line alone', async ({ page, open, t }) => {
    await open('/network');
    await expect(page.locator('.net .conf').first()).toHaveAttribute('stroke-dasharray', /\d/);
    await expect(page.locator('.net .coop').first()).not.toHaveAttribute('stroke-dasharray', /\d/);
    await page.getByLabel(t('network.edges')).selectOption('conflict');
    await expect(page.locator('.net .coop')).toHaveCount(0);
    await expect(page.locator('.net .conf').first()).toBeAttached();
    expect(query(page).get('edges')).toBe('conflict');
  });

  test('as many pairs as asked for, in the same places each time', async ({ page, open, t }) => {
    await open('/network?top=15');
    const places = () => page.locator('.net .node circle').evaluateAll((all) => all.map((one) => `${one.getAttribute('cx')} ${one.getAttribute('cy')}`));
    await expect(page.locator('.net .edge')).not.toHaveCount(0);
    expect(await page.locator('.net .edge').count()).toBeLessThanOrEqual(15);
    const before = await places();
    await page.reload();
    await expect(page.locator('.net .edge')).not.toHaveCount(0);
    expect(await places()).toEqual(before);
  });

  test('network and map are two views of one filter', async ({ page, open, t }) => {
    await open('/network?status=actual&quad=verbal-cooperation');
    await page.getByRole('link', { name: t('network.to-map') }).click();
    await expect(page).toHaveURL('/map?status=actual&quad=verbal-cooperation');
    await expect(page.locator('input[name=status][value=actual]')).toBeChecked();
    await page.getByRole('link', { name: t('map.to-network') }).click();
    await expect(page).toHaveURL('/network?status=actual&quad=verbal-cooperation');
  });
});

test.describe('map', () => {
  test('a round for each place, and a row', async ({ page, open, request, t }) => {
    const { rows } = await ask(request, '/places?limit=1000');
    await open('/map');
    await expect(page.locator('.globe .point')).toHaveCount(Math.min(rows.length, 1500));
    await expect(page.getByText(t('map.outlines'))).toBeVisible();
    await sound(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.locator('.globe .point').first().dispatchEvent('click');
    await expect(page.locator('.picked h2')).not.toBeEmpty();
    await expect(page.locator('.picked a.button')).toHaveAttribute('href', /^\/explore\?place=/);
  });

  test('it is moved and brought closer by keyboard', async ({ page, open, t }) => {
    await open('/map');
    const sheet = page.locator('.globe .sheet');
    const view = () => page.locator('.globe .sheet svg').getAttribute('viewBox');
    await expect(sheet).toBeVisible();
    const whole = await view();
    await sheet.focus();
    await page.keyboard.press('+');
    await expect.poll(view).not.toBe(whole);
    const near = await view();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(view).not.toBe(near);
    await page.keyboard.press('0');
    await expect.poll(view).toBe(whole);
  });
});

test.describe('actor', () => {
  test('names in both scripts, numbers, deeds beside words, with whom most', async ({ page, open, request }) => {
    const [code] = await busiest(request);
    const about = await ask(request, `/actors/${code}`);
    const { quad } = await ask(request, `/facets?actor=${code}`);
    await open(`/actor/${code}`);
    await expect(page.locator('h1')).toContainText(about.names.en);
    await expect(page.locator('h1')).toContainText(about.names.ar);
    await expect(page.locator('.ids')).toContainText(about.iso3);
    await expect(page.locator('.ids')).toContainText(about.wikidata);
    const { value, count } = quad[0];
    await expect(page.locator(`tr:has(rect[fill="url(#fill-${value})"]) .bar`).first()).toHaveText(count.toLocaleString('en'));
    await expect(page.locator('.net .edge').first()).toBeAttached();
    await expect(page.locator('.happenings li').first()).toBeVisible();
    await sound(page);
  });

  test('somebody is found by name', async ({ page, open, request, lang, t }) => {
    const [code] = await busiest(request);
    const { names } = await ask(request, '/meta');
    await open('/actor');
    await expect(page.locator('.table tbody tr').first()).toBeVisible();
    await sound(page);
    await page.locator('input[name=who]').fill(names[code][lang]);
    await page.getByRole('search').getByRole('button', { name: t('pair.show') }).click();
    await expect(page).toHaveURL(`/actor/${code}`);
    await expect(page.locator('h1')).toContainText(names[code][lang]);
  });

  test('one who is not there is said to be missing', async ({ page }) => {
    await page.goto('/actor/nobody-of-that-name');
    await expect(page.getByRole('alert')).toBeVisible();
  });
});
