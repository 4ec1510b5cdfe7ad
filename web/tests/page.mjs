// A screen's address goes in; an opened page comes out that fails the test on any error, and is held to the common checks.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';

const catalogue = (name) => JSON.parse(readFileSync(new URL(`../src/i18n/${name}.json`, import.meta.url), 'utf8'));
const words = {
  ar: { ...catalogue('ar'), ...catalogue('more.ar') },
  en: { ...catalogue('en'), ...catalogue('more.en') },
};

export { expect };

/** Errors the browser tells by itself when an answer is a refusal, which a test may be about. */
const REFUSAL = /^Failed to load resource: the server responded with a status of (400|404|413)/;

export const test = base.extend({
  lang: async ({}, use, info) => use(info.project.name),
  /** A text of the interface. */
  t: async ({ lang }, use) => use((key) => words[lang][key]),
  page: async ({ page }, use) => {
    const wrong = [];
    page.on('console', (message) => message.type() === 'error' && !REFUSAL.test(message.text()) && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('dialog', (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    await use(page);
    expect(wrong, 'errors in the browser').toEqual([]);
  },
  open: async ({ page, lang }, use) =>
    use(async (path) => {
      await page.goto(path + (path.includes('?') ? '&' : '?') + `lang=${lang}`);
      await expect(page.locator('html')).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
      await expect(page.locator('h1')).toHaveCount(1);
    }),
});

/** Nothing serious for those who hear the page or cannot see its colours, in light and in dark; nothing wider than a small telephone. */
export async function sound(page) {
  test.slow();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
    // Only colours differ in the dark.
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`)).toEqual([]);
  }
  for (const width of [360, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `wider than ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** The number of some kept article with events. */
export async function someArticle(request) {
  const { rows } = await (await request.get('/api/v1/events?limit=1')).json();
  return rows[0].id.split('.')[0];
}
