// Models on a phone: nothing is cut off; lists are narrowed to a chance of buying again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, languages, openBrowser, openPage, settled } from './harness.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

for (const language of languages) {
  test(`${language}: the models page says whether the model holds, and its tables fit on a phone`, async () => {
    const view = await openPage(browser, { language, phone: true });
    const { page } = view;
    await page.goto(`${address}/models`);
    await settled(page);
    assert.ok((await page.locator('#health .alert').innerText()).trim().length > 20);
    for (const id of ['holdout', 'parameters', 'value-parameters', 'history']) {
      const box = page.locator(`.table-scroll:has(#${id})`);
      const [inside, outside] = await box.evaluate((one) => [one.scrollWidth, one.clientWidth]);
      assert.ok(inside <= outside + 1, `${id} is ${inside} wide in ${outside}`);
    }
    assert.deepEqual(view.faults, []);
    await view.close();
  });

  test(`${language}: a list is narrowed to a band of chances and goes by it`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/predictions?list=likely`);
    await settled(page);
    await page.locator('.filters select[name=chance]').selectOption('possible');
    await page.waitForURL(/chance=possible/);
    await settled(page);
    const chips = page.locator('#list td[data-col=chance] .chip');
    assert.ok(await chips.count() > 0);
    assert.equal(await page.locator('#list td[data-col=chance] .chip:not(.tone-warn)').count(), 0);
    await page.locator('.filters select[name=chance]').selectOption('');
    await page.waitForFunction(() => !location.search.includes('possible'));
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
