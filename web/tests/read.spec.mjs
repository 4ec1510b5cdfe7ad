// The Read screen: an article pasted, dropped or taken as the example gives its record at once.
import { expect, sound, test } from './page.mjs';

const ARTICLE = 'القاهرة - التقى وزير الخارجية المصري نظيره التركي في القاهرة يوم الأحد 5 مايو 2024 🕊️، وقال مسؤول تركي إن الوزيرين «بحثا التجارة».';

test('the example shows its record beside the text', async ({ page, open, t }) => {
  await open('/read');
  await page.getByRole('button', { name: t('read.example') }).click();
  await expect(page.locator('.record')).not.toHaveCount(0);
  await expect(page.locator('.article[dir=rtl] .piece')).not.toHaveCount(0);
  await sound(page);
});

test('a field shows its exact words, its rule and the explanation', async ({ page, open, t }) => {
  await open('/read');
  await page.getByRole('button', { name: t('read.example') }).click();
  const value = page.locator('button.value.actor').first();
  await value.click();
  await expect(value).toHaveAttribute('aria-pressed', 'true');
  const exact = await page.locator('.why .exact').innerText();
  await expect(page.locator('.article .chosen')).toHaveText(exact.trim());
  await expect(page.locator('.why .code').first()).not.toBeEmpty();
  await page.getByRole('button', { name: t('article.explain') }).click();
  await expect(page.locator('.explained')).toBeVisible();
  await sound(page);
});

test('marks are reached and chosen by keyboard', async ({ page, open, t }) => {
  await open('/read');
  await page.getByRole('button', { name: t('read.example') }).click();
  const mark = page.locator('.article .piece[tabindex="0"]').first();
  await mark.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.why')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('.article .piece:focus')).toHaveCount(1);
});

test('pasted text is read without another word, and nothing is kept', async ({ page, open, request }) => {
  const before = await (await request.get('/api/v1/overview')).json();
  await open('/read');
  await page.locator('#text').focus();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const field = document.querySelector('#text');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, ARTICLE);
  await expect(page.locator('.record').first()).toBeVisible();
  const after = await (await request.get('/api/v1/overview')).json();
  expect(after.totals).toEqual(before.totals);
});

test('positions hold beside letters of the second plane', async ({ page, open, t }) => {
  await open('/read');
  await page.locator('#text').fill(ARTICLE);
  await page.getByRole('button', { name: t('read.do'), exact: true }).click();
  await page.locator('.record button.value').first().waitFor();
  for (const value of await page.locator('.record button.value').all()) {
    await value.click();
    const exact = page.locator('.why .exact');
    if (!(await exact.count())) continue;
    const shown = (await page.locator('.article .chosen').allTextContents()).join('');
    expect(shown).toBe((await exact.textContent()).trim());
  }
});

test('a dropped file is read', async ({ page, open }) => {
  await open('/read');
  await page.locator('input[type=file]').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(ARTICLE) });
  await expect(page.locator('.record').first()).toBeVisible();
});

test('a day that is none is told at its field', async ({ page, open, t }) => {
  await open('/read');
  await page.locator('#text').fill(ARTICLE);
  await page.locator('input.day').fill('2024-13-45');
  await page.getByRole('button', { name: t('read.do'), exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});

test('the language changes without losing the place', async ({ page, open, t, lang }) => {
  await open('/read');
  await page.getByRole('button', { name: t('read.example') }).click();
  await expect(page.locator('.record').first()).toBeVisible();
  await page.getByRole('button', { name: t('app.other-language') }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', lang === 'ar' ? 'en' : 'ar');
  await expect(page.locator('.record').first()).toBeVisible();
});
