// An order that arrives by the API is on the open page of its customer within a second.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, api, key, languages, numbers, openBrowser, openPage, settled, toArabicDigits, toPersianDigits } from './harness.mjs';

let browser;
let token;
before(async () => { browser = await openBrowser(); token = key('orders:write', 'customers:write'); });
after(() => browser.close());

const within = 1000;
const rungs = {
  fa: ['مخاطب هدف', 'مشتری', 'تکرار خرید'], ar: ['الجمهور المستهدف', 'عميل', 'عميل متكرر'], en: ['Suspect', 'Customer', 'Repeat'],
};

for (const [at, language] of languages.entries()) {
  test(`${language}: an order by the API shows at once, with the new rung`, async (t) => {
    const mark = `${Date.now()}`;
    const { id } = await api(token, 'POST', '/api/v1/customers', { name: `Live ${mark}`, external_id: `live-${mark}` });
    const view = await openPage(browser, { language });
    const { page } = view;
    const listening = page.waitForResponse((answer) => answer.url().includes('/live?'));
    await page.goto(`${address}/customers/${id}`);
    assert.equal((await listening).status(), 200);
    await settled(page);
    assert.equal((await page.locator('.who .chip-rung').innerText()).trim(), rungs[language][0]);

    for (const nth of [1, 2]) {
      const number = `${at}${nth}${mark.slice(-6)}`;
      const shown = { fa: toPersianDigits, ar: toArabicDigits, en: (text) => text }[language](number);
      // Two orders on two days: on one day they are one visit.
      const placed_at = new Date(Date.now() - (2 - nth) * 3 * 86400000).toISOString();
      const start = performance.now();
      await api(token, 'POST', '/api/v1/orders', { number, amount_minor: 12_500_000 * nth, placed_at, customer: { id } });
      await page.waitForFunction(([wanted, rung]) => document.querySelector('.who .chip-rung')?.innerText.trim() === rung
        && document.querySelector('#timeline')?.innerText.includes(wanted), [shown, rungs[language][nth]], { timeout: 3000, polling: 20 });
      const took = Math.round(performance.now() - start);
      t.diagnostic(`order ${nth} on the page after ${took} ms`);
      assert.ok(took <= within, `it took ${took} ms`);
      assert.equal(numbers(await page.locator('.kpi .v').first().innerText())[0], nth, 'the figures count it');
    }
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
