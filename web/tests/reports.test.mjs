// The report builder: live preview, order by a head, saving, the files, taking a deletion back; on a phone, too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, axe, languages, openBrowser, openPage, overflowing, settled } from './harness.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const heads = (page) => page.locator('#report-table thead th').count();

for (const language of languages) {
  test(`${language}: a report is put together, saved, ordered and deleted`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/reports`);
    assert.equal(await page.locator('.ready a').count(), 5);
    await page.locator('.ready a').first().click();
    await page.locator('#report-table tbody tr').first().waitFor();
    assert.equal(await heads(page), 4);
    await page.locator('#report [data-chart] canvas, #report [data-chart] svg').first().waitFor();

    // What is chosen is shown at once, and stands in the address.
    await page.locator('select[name=by]').selectOption('channel');
    await page.waitForURL(/by=channel/);
    await settled(page);
    await page.locator('details:has(.measures) summary').click();
    await page.locator('.measures input[value=customers]').check();
    await page.waitForURL(/measure=customers/);
    await page.waitForFunction(() => document.querySelectorAll('#report-table thead th').length === 5);
    await page.keyboard.press('Escape');

    // Days are asked for only when they are wanted.
    assert.equal(await page.locator('.filters .days').isVisible(), false);
    await page.locator('select[name=time]').selectOption('days');
    await page.waitForURL(/time=days/);
    assert.equal(await page.locator('.filters .days').isVisible(), true);
    await page.locator('select[name=time]').selectOption('all');
    await page.waitForURL(/time=all/);
    await settled(page);

    await page.locator('#report-table thead a').nth(1).click();
    await page.waitForURL(/order=/);
    assert.equal(await page.locator('#report-table th[aria-sort=descending]').count(), 1);

    await page.locator('#save input[name=name]').fill(`report ${language}`);
    await page.locator('#save select[name=every]').selectOption('month');
    await Promise.all([page.waitForURL(/reports\/[0-9A-Z]{13}$/), page.locator('#save button[type=submit]').first().click()]);
    assert.equal((await page.locator('h1').innerText()).trim(), `report ${language}`);
    assert.equal(await page.locator('#sent').count(), 1);
    assert.equal(await heads(page), 5);
    for (const found of await axe(page)) assert.fail(found);

    const file = await page.request.get(`${address}${await page.locator('.report-files a').first().getAttribute('href')}`);
    assert.equal(file.status(), 200);
    assert.ok((await file.text()).startsWith('\u{feff}'));

    await page.locator('[data-open=delete-report]').click();
    await page.locator('dialog#delete-report button[type=submit]').click();
    await page.waitForURL(/\/reports$/);
    assert.equal(await page.locator('td', { hasText: `report ${language}` }).count(), 0);
    await page.locator('.toast button').first().click();
    await page.waitForURL(/reports\/[0-9A-Z]{13}$/);
    assert.equal((await page.locator('h1').innerText()).trim(), `report ${language}`);
    assert.deepEqual(view.faults, []);
    await view.close();
  });

  test(`${language}: a report on a phone`, async () => {
    const view = await openPage(browser, { language, phone: true });
    const { page } = view;
    await page.goto(`${address}/reports/new?measure=net_minor&measure=orders&measure=customers&measure=aov_minor&by=month&by2=channel&time=last-12-month&chart=stacked`);
    await page.locator('#report-table tbody tr').first().waitFor();
    assert.deepEqual(await overflowing(page), []);
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
