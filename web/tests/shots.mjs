// The address of a server in MARSAD_URL and a folder go in; pictures of every screen come out, in both languages, wide and narrow:
// `MARSAD_URL=http://127.0.0.1:7777 node tests/shots.mjs ../docs/page`
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';

const [folder = 'shots'] = process.argv.slice(2);
const server = process.env.MARSAD_URL ?? 'http://127.0.0.1:7777';
const ask = async (path) => (await fetch(`${server}/api/v1${path}`)).json();
mkdirSync(folder, { recursive: true });

/** The happening with most to tell, one that is vouched for and denied before others, and one of its articles. */
const { rows } = await ask('/happenings?limit=1000');
const told = rows.toSorted((a, b) => (b.disputes && b.claims) - (a.disputes && a.claims) || b.claims - a.claims || b.reports - a.reports)[0];
const article = told.id.slice(1).split('.')[0];
const { rows: pairs } = await ask('/network?limit=1000');
const busy = pairs.filter(({ source, target }) => source !== target).toSorted((a, b) => b.events - a.events)[0];

const screens = {
  overview: '/',
  read: '/read',
  article: `/article/${article}`,
  explore: '/explore',
  happening: `/happening/${told.id}`,
  pair: `/pair/${busy.source}/${busy.target}`,
  network: '/network',
  map: '/map',
  actor: `/actor/${busy.source}`,
};
const sizes = { wide: { width: 1400, height: 900 }, narrow: { width: 360, height: 780 } };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const lang of ['ar', 'en']) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const page = await browser.newPage({ viewport, locale: lang, reducedMotion: 'reduce' });
    for (const [name, path] of Object.entries(screens)) {
      await page.goto(`${server}${path}?lang=${lang}`);
      await page.waitForLoadState('networkidle');
      if (name === 'read') {
        await page.locator('form.paste button[type=button]').click();
        await page.locator('.record').first().waitFor();
        await page.waitForTimeout(200);
      }
      await page.screenshot({ path: `${folder}/${name}-${lang}-${size}.jpg`, type: 'jpeg', quality: 72 });
    }
    await page.close();
  }
}
await browser.close();
