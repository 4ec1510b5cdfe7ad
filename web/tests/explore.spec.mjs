// The Explore screen: filters with counts, a table, its columns and its twins.
import { expect, sound, test } from './page.mjs';

const rows = (page) => page.locator('tbody tr');

test('events are listed, newest first', async ({ page, open }) => {
  await open('/explore');
  await expect(rows(page).first()).toBeVisible();
  await sound(page);
});

test('a filter changes the address, the rows and the counts, and back undoes it', async ({ page, open, request, t }) => {
  const facets = await (await request.get('/api/v1/facets')).json();
  const { value, count } = facets.type[0];
  await open('/explore');
  const box = page.locator(`.choices input[name=type][value=${value}]`);
  await box.check();
  await expect(page).toHaveURL(new RegExp(`type=${value}`));
  await expect(page.locator(`label:has(input[name=type][value=${value}]) .count`)).toHaveText(count.toLocaleString('en'));
  // What is not chosen keeps its count: so many there would be with it.
  const other = facets.type[1];
  await expect(page.locator(`label:has(input[name=type][value=${other.value}]) .count`)).toHaveText(other.count.toLocaleString('en'));
  const types = page.locator('td[data-column=type]');
  await expect.poll(async () => new Set(await types.allInnerTexts())).toEqual(new Set([t(`type.${value}`)]));
  await page.goBack();
  await expect(box).not.toBeChecked();
});

test('the keyboard stays where it was when a filter changes', async ({ page, open }) => {
  await open('/explore');
  const box = page.locator('input[name=status][value=actual]');
  await box.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/status=actual/);
  await expect(rows(page).first()).toBeVisible();
  await expect(box).toBeFocused();
});

test('a name in Arabic finds its state, and is taken away again', async ({ page, open, t, request }) => {
  const facets = await (await request.get('/api/v1/facets')).json();
  const { names } = await (await request.get('/api/v1/meta')).json();
  const code = facets.actor.find(({ value }) => names[value]).value;
  await open('/explore');
  const field = page.locator('.tokens input[name=actor]');
  await field.fill(names[code].ar);
  await field.press('Enter');
  await expect(page.locator('.token.on')).toHaveCount(1);
  await expect(rows(page).first()).toBeVisible();
  await page.locator('.token.on').click();
  await expect(page.locator('.token.on')).toHaveCount(0);
});

test('filters no other system has are at hand', async ({ page, open, t }) => {
  await open('/explore');
  await page.getByLabel(t('filters.own-voice')).check();
  await expect(page).toHaveURL(/according-to=none/);
  await expect(rows(page).first()).toBeVisible();
  await page.getByLabel(t('filter.disputed')).check();
  await expect(page).toHaveURL(/disputed=true/);
  await page.getByRole('button', { name: t('filters.clear') }).click();
  await expect(page).not.toHaveURL(/disputed/);
});

test('columns are chosen, and stay in the address', async ({ page, open, t }) => {
  await open('/explore');
  await expect(rows(page).first()).toBeVisible();
  await page.getByText(t('table.columns'), { exact: true }).first().click();
  await page.getByLabel(t('column.goldstein'), { exact: true }).check();
  await expect(page.getByRole('columnheader', { name: t('column.goldstein') })).toBeVisible();
  await expect(page).toHaveURL(/columns=.*goldstein/);
  await sound(page);
});

test('the same rows are to be had as CSV, JSON lines and JSON', async ({ page, open, request }) => {
  await open('/explore?status=actual');
  await expect(rows(page).first()).toBeVisible();
  for (const link of await page.locator('.twins a').all()) {
    const address = await link.getAttribute('href');
    expect(address).toContain('status=actual');
    expect((await request.get(address)).ok()).toBe(true);
  }
});

test('more rows follow the first', async ({ page, open, t }) => {
  await open('/explore');
  await expect(rows(page).first()).toBeVisible();
  const more = page.getByRole('button', { name: t('table.more') });
  test.skip(!(await more.isVisible()), 'the archive has one page only');
  const before = await rows(page).count();
  await more.click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(before);
  const ids = await page.locator('td[data-column=start] a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(ids.length).toBe(await rows(page).count());
  expect(new Set(ids).size).toBe(ids.length);
});

test('the order is turned round', async ({ page, open }) => {
  await open('/explore');
  await page.locator('th .sort').click();
  await expect(page.locator('th[aria-sort=ascending]')).toBeVisible();
  await expect(page).toHaveURL(/oldest-first=true/);
});

test('on a narrow screen rows are cards with all they have, and nothing is to be scrolled aside', async ({ page, open, t }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open('/explore');
  await expect(rows(page).first()).toBeVisible();
  const card = rows(page).first();
  await expect(card).toHaveCSS('display', 'block');
  await expect(card.locator('td[data-column=evidence]')).toBeVisible();
  expect(await card.locator('td[data-column=type]').evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain(t('column.type'));
  expect(await page.locator('.table .scroll').evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  await expect(page.locator('th .sort')).toBeVisible();
  await sound(page);
});

test('places, people and offices have their names in the language of the page', async ({ page, open, request, lang, t }) => {
  const { rows: placed, names } = await (await request.get('/api/v1/places?limit=100')).json();
  const { place } = placed.find((row) => names[row.place]);
  await open(`/explore?place=${encodeURIComponent(place)}&columns=start,place,according_to`);
  const name = lang === 'ar' ? names[place] : place;
  await expect(page.locator('td[data-column=place]').first()).toContainText(name);
  await expect(page.locator('.token.on', { hasText: name })).toHaveCount(1);
  const { rows: claims } = await (await request.get('/api/v1/claims?limit=1000')).json();
  const [claim, office] = claims.map((one) => [one, /^(.*?) of /.exec(one.claimant)?.[1]]).find(([, held]) => held && t(`office.${held}`));
  await open(`/explore?list=claims&type=${claim.type}&from=${claim.day}&to=${claim.day}`);
  await expect(page.locator('td[data-column=claimant]', { hasText: t(`office.${office}`) }).first()).toBeVisible();
  await expect(page.locator('td[data-column=claimant]', { hasText: claim.claimant })).toHaveCount(0);
});

for (const list of ['happenings', 'claims']) {
  test(`${list} are listed by the same filters`, async ({ page, open }) => {
    await open(`/explore?list=${list}&status=actual`);
    await expect(page.locator('thead th').first()).toBeVisible();
    await sound(page);
  });
}

test('a wrong value is told with its name', async ({ page, open, t }) => {
  await open('/explore?confidence=much');
  await expect(page.getByRole('alert').first()).toContainText(t('filter.confidence'));
});

test('the language changes without losing the filters', async ({ page, open, t, lang }) => {
  await open('/explore?status=actual&type=CONSULT');
  await page.getByRole('button', { name: t('app.other-language') }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', lang === 'ar' ? 'en' : 'ar');
  await expect(page).toHaveURL(/status=actual&type=CONSULT/);
  await expect(page.locator('input[name=type][value=CONSULT]')).toBeChecked();
});

test('where nothing is left, the filters can be taken away', async ({ page, open, t }) => {
  await open('/explore?actor=EGY&from=1900&to=1901');
  await expect(page.getByText(t('table.empty'))).toBeVisible();
  await page.locator('.table').getByRole('link', { name: t('filters.clear') }).click();
  await expect(page).not.toHaveURL(/actor=|from=/);
  await expect(rows(page).first()).toBeVisible();
});

test('what has happened stands before what is ahead', async ({ page, open, request }) => {
  const { printed } = await (await request.get('/api/v1/overview')).json();
  await open('/explore');
  const first = page.locator('td[data-column=start] time').first();
  await expect(first).toBeVisible();
  expect((await first.getAttribute('datetime')) <= printed.to).toBe(true);
});
