// Saved views of the list: they keep their filters, order and columns; acts on many can be undone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, languages, openBrowser, openPage, settled } from './harness.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const shown = (page) => page.locator('#customers thead th[data-col]:visible').evaluateAll((all) => all.map((one) => one.dataset.col));

for (const language of languages) {
  test(`${language}: a view with its own columns`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/customers?rung=loyal&sort=name&dir=asc`);
    await settled(page);
    await page.locator('.table-tools summary').click();
    await page.locator('[data-column=phone]').check();
    await page.locator('[data-column=value]').uncheck();
    const columns = await shown(page);
    assert.ok(columns.includes('phone') && !columns.includes('value'));
    await page.locator('[data-open=save-view]').click();
    await page.locator('dialog#save-view input[name=view_name]').fill(`view ${language}`);
    await Promise.all([page.waitForURL(/view=/), page.locator('dialog#save-view button[type=submit]').click()]);
    assert.deepEqual(await shown(page), columns);
    assert.equal(await page.locator('#customers th[data-col=name]').getAttribute('aria-sort'), 'ascending');

    // Elsewhere the columns chosen by hand hold; in the view, its own.
    await page.goto(`${address}/customers`);
    await page.locator('.table-tools summary').click();
    await page.locator('[data-column=value]').check();
    await page.locator('#views a', { hasText: `view ${language}` }).click();
    await page.waitForURL(/view=/);
    assert.deepEqual(await shown(page), columns, 'the view brings its columns along');

    await page.locator('.filters select[name=rung]').selectOption('repeat');
    await page.waitForURL(/rung=repeat/);
    await page.locator('form[action$="/update"] button').click();
    await page.locator('.toast').waitFor();
    assert.equal(await page.locator('form[action$="/update"]').count(), 0, 'nothing is left to save');
    assert.equal((await page.locator('#views [aria-current=page]').innerText()).trim(), `view ${language}`);
    assert.deepEqual(view.faults, []);
    await view.close();
  });

  test(`${language}: the tab follows the filters; a tag for many is undone`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/customers`);
    await settled(page);
    const all = await page.locator('#views [aria-current=page]').innerText();
    await page.locator('.filters select[name=rung]').selectOption('loyal,advocate');
    await page.waitForURL(/rung=/);
    await page.waitForFunction((before) => document.querySelector('#views [aria-current=page]')?.innerText !== before, all);
    assert.equal(new URL(page.url()).search, '?rung=loyal%2Cadvocate');

    const tag = `undo-${language}`;
    await page.locator('[data-row]').first().check();
    await page.locator('.bulk input[name=new_tag]').fill(tag);
    await page.locator('.bulk button[value=tag]').click();
    await page.locator('.toast [data-undo]').click();
    await page.waitForLoadState('load');
    await page.goto(`${address}/customers?tag=${tag}`);
    assert.equal(await page.locator('td[data-col=name]').count(), 0, 'nobody has the tag');
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
