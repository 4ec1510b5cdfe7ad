// The Article screen: a kept article with its marks, beside its record.
import { expect, someArticle, sound, test } from './page.mjs';

test('the article as written, its marks and its record', async ({ page, open, request }) => {
  const id = await someArticle(request);
  await open(`/article/${id}`);
  await expect(page.locator('.record').first()).toBeVisible();
  const { record } = await (await request.get(`/api/v1/articles/${id}`)).json();
  const lines = record.document.text.split('\n').filter((line) => line.trim());
  const shown = await page.locator('.article p').evaluateAll((all) =>
    all.map((p) => [...p.querySelectorAll(':scope > :not(.reason)')].map((piece) => piece.textContent).join('')));
  expect(shown).toEqual(lines);
  await sound(page);
});

test('a mark in the text leads to its field', async ({ page, open, request }) => {
  await open(`/article/${await someArticle(request)}`);
  await page.locator('.article .piece').first().click();
  await expect(page.locator('.record button[aria-pressed=true]')).toHaveCount(1);
  await expect(page.locator('.record.current')).toHaveCount(1);
});

test('a kind of mark can be taken away and put back', async ({ page, open, request }) => {
  await open(`/article/${await someArticle(request)}`);
  const box = page.locator('.legend input').first();
  const acts = page.locator('.article .mark.act');
  await expect(acts).not.toHaveCount(0);
  await box.uncheck();
  await expect(acts).toHaveCount(0);
  await box.check();
  await expect(acts).not.toHaveCount(0);
});

test('its explanation is that of the sentence', async ({ page, open, request, t }) => {
  await open(`/article/${await someArticle(request)}`);
  await page.locator('.record button.value').first().click();
  await page.getByRole('button', { name: t('article.explain') }).click();
  await expect(page.locator('.explained')).toContainText(/\//);
});

test('an address with an event opens at its card', async ({ page, open, request }) => {
  const { rows } = await (await request.get('/api/v1/events?limit=1')).json();
  const [article, event] = rows[0].id.split('.');
  await page.goto(`/article/${article}#${event}`);
  await expect(page.locator(`#${event}.current`)).toBeInViewport();
});

test('a link to another article shows that one, and asks for nothing else', async ({ page, open, request }) => {
  const id = await someArticle(request);
  const other = id === '1' ? '2' : '1';
  await open(`/article/${id}`);
  await expect(page.locator('.article')).toBeVisible();
  const asked = [];
  page.on('request', (one) => one.url().includes('/articles/') && asked.push(new URL(one.url()).pathname));
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.querySelector('main').append(link);
    link.click();
  }, `/article/${other}`);
  const { record } = await (await request.get(`/api/v1/articles/${other}`)).json();
  await expect(page.locator('.article p').first()).toContainText(record.document.text.trim().split(' ')[0]);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/article/${id}`));
  expect(asked).toEqual([`/api/v1/articles/${other}`]);
});

test('an article that is not there is said to be missing', async ({ page, t }) => {
  await page.goto('/article/999999999');
  await expect(page.getByRole('alert')).toBeVisible();
});
