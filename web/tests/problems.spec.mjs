// Addresses that ask for what cannot be: the page says what is wrong in its reader's language, whatever the server's words are.
import { expect, sound, test } from './page.mjs';

const WRONG = [
  ['/explore?actor=Egipt', 'problem.nobody', 'filter.actor'],
  ['/explore?from=yesterday', 'problem.no-day', 'filter.from'],
  ['/explore?type=MEETING', 'problem.none-of', 'filter.type'],
  ['/explore?confidence=7', 'problem.no-number', 'filter.confidence'],
  ['/explore?independent=x', 'problem.no-whole-number', 'filter.independent'],
  ['/explore?disputed=maybe', 'problem.no-flag', 'filter.disputed'],
  [`/explore?q=${'x'.repeat(300)}`, 'problem.too-long', 'filter.q'],
  ['/network?from=2024&from=2025', 'problem.given-twice', 'filter.from'],
  ['/map?side=Atlantis', 'problem.nobody', 'filter.side'],
  ['/pair/EGY/Atlantis', 'problem.nobody', 'parameter.b'],
  ['/article/99999999', 'problem.no-such-thing'],
  ['/happening/h9999999.e1', 'problem.no-such-thing'],
  ['/actor/Atlantis', 'problem.nobody'],
];

/** What stands in a sentence before, between and behind the values it takes. */
const parts = (sentence) => sentence.split(/\{\w+\}/).map((part) => part.trim()).filter(Boolean);

for (const [path, code, parameter] of WRONG) {
  test(`${path.slice(0, 40)} is answered with a sentence`, async ({ page, open, t }) => {
    await open(path);
    const alert = page.getByRole('alert').first();
    for (const part of parts(t(code))) await expect(alert).toContainText(part);
    if (parameter) await expect(alert).toContainText(t(parameter));
  });
}

test('the nearest name is offered', async ({ page, open, t, lang }) => {
  await open('/explore?actor=Egipt');
  await expect(page.getByRole('alert').first()).toContainText({ ar: 'مصر', en: 'Egypt' }[lang]);
  await sound(page);
});
