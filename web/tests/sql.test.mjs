// Reading by SQL: an example fills the editor, the answer stands under it, a refusal keeps what was typed, and a query
// that takes too long is stopped with a button. Only with a program built with the engine for SQL.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, axe, languages, openBrowser, openPage, overflowing, settled, sizes } from './harness.mjs';

const skip = process.env.WAFA_ENGINE ? false : 'the program is built without the engine for SQL';
const endless = 'select count(*) from customers a, customers b, customers c, customers d, customers e where a.customer_id + b.customer_id + c.customer_id + d.customer_id + e.customer_id < 0';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

for (const language of languages) {
  test(`${language}: asked, refused, stopped, taken as a file`, { skip }, async () => {
    const view = await openPage(browser, { language });
    const { page, faults } = view;
    await page.goto(`${address}/`);
    await page.locator('a[href="/insights/sql"]:visible').first().click();
    await page.waitForURL(/\/insights\/sql$/);
    const editor = page.locator('textarea[name=sql]');
    const answer = page.locator('#answer');
    const run = page.locator('.sql-form button[type=submit]');
    assert.equal(await editor.evaluate((one) => getComputedStyle(one).direction), 'ltr', 'code runs left to right');
    await page.locator('a[href*="example=often"]').click();
    await page.waitForURL(/example=often/);
    assert.match(await editor.inputValue(), /^with bought as/);
    await run.click();
    await answer.locator('table tbody tr').first().waitFor();
    assert.match(await answer.locator('thead').innerText(), /orders\s+customers/);

    await page.locator('details.sql-view summary').first().click();
    for (const [size, shape] of Object.entries(sizes)) {
      await page.setViewportSize(shape);
      assert.deepEqual(await overflowing(page), [], size);
      assert.deepEqual(await axe(page), [], size);
    }
    await page.setViewportSize(sizes.wide);
    if (process.env.WAFA_SHOTS) await page.screenshot({ path: `${process.env.WAFA_SHOTS}/sql-answer-${language}.png`, fullPage: true });
    const download = page.waitForEvent('download');
    await answer.locator('button[formaction$=csv]').click();
    assert.equal((await download).suggestedFilename(), 'query.csv');
    assert.deepEqual(faults.splice(0), []);

    await editor.fill('drop view orders');
    await run.click();
    await answer.locator('[role=alert]').waitFor();
    assert.equal(await editor.inputValue(), 'drop view orders', 'what was typed stays');
    if (process.env.WAFA_SHOTS) await page.screenshot({ path: `${process.env.WAFA_SHOTS}/sql-refused-${language}.png`, fullPage: true });

    const refused = await answer.innerText();
    await editor.fill(endless);
    await run.click();
    await page.locator('button.while-asked').click();
    await page.waitForFunction((before) => {
      const now = document.querySelector('#answer').innerText;
      return now !== before && document.querySelector('#answer [role=alert]') && !document.querySelector('.htmx-request');
    }, refused);
    assert.equal(await editor.inputValue(), endless);
    assert.ok(!(await page.content()).includes('⟦'), 'every word is there');
    await settled(page);
    await view.close();
  });
}
