// Reading the ladder: six rungs with their names and counts; the overview and its filters in the address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, api, key, languages, numbers, openBrowser, openPage, settled } from './harness.mjs';

let browser;
let token;
before(async () => { browser = await openBrowser(); token = key('insights:read'); });
after(() => browser.close());

const rungs = ['suspect', 'prospect', 'customer', 'repeat', 'loyal', 'advocate'];
const names = {
  fa: ['مخاطب هدف', 'مشتری احتمالی', 'مشتری', 'تکرار خرید', 'وفادار', 'طرفدار'],
  ar: ['الجمهور المستهدف', 'عميل محتمل', 'عميل', 'عميل متكرر', 'عميل وفيّ', 'مناصر'],
  en: ['Suspect', 'Prospect', 'Customer', 'Repeat', 'Loyal', 'Advocate'],
};

for (const language of languages) {
  test(`${language}: six rungs, named, counted, each leading to its customers`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/ladder`);
    const tiles = page.locator('.flow-tile');
    assert.deepEqual(await page.locator('.flow-tile .name').allInnerTexts(), names[language]);
    const counts = (await page.locator('.flow-tile b').allInnerTexts()).map((text) => numbers(text)[0]);
    assert.equal(counts.length, 6);
    const { ladder } = await api(token, 'GET', '/api/v1/insights');
    assert.deepEqual(counts, rungs.map((rung) => ladder[rung]), 'the counts of the API');
    const order = await tiles.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
    const sorted = [...order].sort((a, b) => (language === 'en' ? a - b : b - a));
    assert.deepEqual(order, sorted, 'the first rung stands where reading begins');

    for (const at of [3, 5]) {
      await page.goto(`${address}/ladder`);
      await tiles.nth(at).click();
      await page.waitForURL(/\/customers\?/);
      const said = await page.locator('#list [role=status]').innerText();
      assert.deepEqual(numbers(said), [counts[at]], 'the list has as many');
      const chips = await page.locator('td[data-col=rung]').allInnerTexts();
      assert.deepEqual([...new Set(chips.map((chip) => chip.trim()))], [names[language][at]]);
    }
    await view.close();
  });

  test(`${language}: the filters of the overview live in the address`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/insights`);
    await settled(page);
    const months = await page.locator('#figures .lead').first().innerText();
    await page.locator('select[name=period]').selectOption('year');
    await page.waitForURL(/period=year/);
    await page.waitForFunction((before) => document.querySelector('#figures .lead').innerText !== before, months);
    const years = await page.locator('#figures .lead').first().innerText();
    await page.locator('select[name=rung]').selectOption('loyal');
    await page.waitForURL(/rung=loyal/);
    assert.match(page.url(), /period=year/, 'the first filter stays');
    await settled(page);
    const customers = await page.locator('#figures .kpi .v').allInnerTexts();
    await page.reload();
    await settled(page);
    assert.deepEqual(await page.locator('#figures .kpi .v').allInnerTexts(), customers, 'the address alone shows the same');
    assert.equal(await page.locator('select[name=period]').inputValue(), 'year');
    await page.goto(`${address}/insights?period=year`);
    assert.equal(await page.locator('#figures .lead').first().innerText(), years);
    await page.locator('#figures .kpi .v a').nth(1).click();
    await page.waitForURL(/metric=/);
    assert.match(page.url(), /period=year/, 'a click on a figure keeps the filters');
    await settled(page);
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
