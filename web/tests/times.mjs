// The address of a running server in MARSAD_URL goes in; how long its page lets people wait comes out, in milliseconds:
// `MARSAD_URL=http://127.0.0.1:7777 node tests/times.mjs [rounds]`
//
// - Each screen from a cold browser (nothing cached, a new profile) until its content is drawn. The server is warm: it was asked once.
// - Each of some fifteen filters of Explore, from the click until the table shows the new answer and until the counts beside it do.
//   Before each, the browser's own memory of answers is empty, for the page is loaded anew.
// The aims, on an archive of a million events: the overview within 1000, a change of filters within 300 at the median.
import { chromium } from '@playwright/test';

const rounds = Number(process.argv[2] ?? 3);
const server = process.env.MARSAD_URL ?? 'http://127.0.0.1:7777';
const ask = async (path) => (await fetch(`${server}/api/v1${path}`)).json();
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const line = (name, all) => console.log(`${name.padEnd(34)} median ${median(all).toFixed(0).padStart(5)}   slowest ${Math.max(...all).toFixed(0).padStart(5)}`);

await ask('/overview');
const { rows: pairs } = await ask('/network?limit=50');
const pair = pairs.find(({ source, target }) => source !== target);
const { rows: told } = await ask('/happenings?limit=1');

/** Each screen's address, and what stands on it when it has its answer. */
const SCREENS = {
  overview: ['/', '.totals dd'],
  read: ['/read', 'form.paste textarea'],
  article: [`/article/${told[0].id.slice(1).split('.')[0]}`, '.article .piece'],
  explore: ['/explore', 'tbody tr'],
  happening: [`/happening/${told[0].id}`, '.facts dd'],
  pair: [`/pair/${pair.source}/${pair.target}`, 'svg[role=img], figure svg'],
  network: ['/network', 'tbody tr'],
  map: ['/map', 'tbody tr'],
  actor: [`/actor/${pair.source}`, '.statements li'],
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

async function fresh(path, awaited) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ar' });
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(server + path, { waitUntil: 'commit' });
  await page.locator(awaited).first().waitFor();
  return { page, took: performance.now() - begun };
}

for (const [name, [path, awaited]] of Object.entries(SCREENS)) {
  const took = [];
  for (let round = 0; round < rounds; round++) {
    const shown = await fresh(path, awaited);
    took.push(shown.took);
    await shown.page.context().close();
  }
  line(name, took);
}

/** Clicks a box; gives the time until the table is new, and until the counts are. */
function change(box) {
  const table = document.querySelector('.table .scroll');
  const count = () => [...document.querySelectorAll('.choices .count')].map((one) => one.textContent).join();
  const before = count();
  const begun = performance.now();
  const drawn = (is) => new Promise((done) => {
    const look = () => (is() ? requestAnimationFrame(() => done(performance.now() - begun)) : requestAnimationFrame(look));
    look();
  });
  let asked = false;
  new MutationObserver(() => { asked ||= table.getAttribute('aria-busy') === 'true'; }).observe(table, { attributes: true });
  box.click();
  return Promise.all([drawn(() => asked && table.getAttribute('aria-busy') === 'false'), drawn(() => count() !== before)]);
}

const { page } = await fresh('/explore', '.choices .count');
const boxes = await page.locator('.choices input').evaluateAll((all) => all.map(({ name, value }) => ({ name, value })));
await page.context().close();
const tables = [];
const counts = [];
for (const { name, value } of boxes.slice(0, 20).filter((_, at) => at < 4 || at % 2 === 0).concat(boxes.filter(({ name }) => name === 'status')).slice(0, 16)) {
  const shown = await fresh('/explore', '.choices .count');
  await shown.page.locator('tbody tr').first().waitFor();
  const [table, counted] = await shown.page.locator(`.choices input[name=${name}][value=${value}]`).evaluate(change);
  tables.push(table);
  counts.push(counted);
  console.log(`  ${name}=${value}: table ${table.toFixed(0)}, counts ${counted.toFixed(0)}`);
  await shown.page.context().close();
}
line('filter, until the table is new', tables);
line('filter, until the counts are new', counts);
await browser.close();
