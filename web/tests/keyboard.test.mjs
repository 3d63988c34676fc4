// Without a mouse: the skip link, the search, the palette, dialogs and menus.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, languages, openBrowser, openPage, settled } from './harness.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const focused = (page, selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

async function tabTo(page, selector, most = 60) {
  for (let step = 0; step < most; step += 1) {
    if (await focused(page, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached with ${most} × Tab`);
}

// Whatever has the focus shows it.
const outlined = (page) => page.evaluate(() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
});

for (const language of languages) {
  test(`${language}: everything with the keyboard`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/customers`);
    await settled(page);
    await page.keyboard.press('Tab');
    assert.ok(await focused(page, 'a.skip'), 'the first stop is the link to the content');
    assert.ok(await page.locator('a.skip').evaluate((link) => link.getBoundingClientRect().top >= 0), 'it is visible then');
    await page.keyboard.press('Enter');
    assert.ok(await focused(page, 'main'), 'it leads into the content');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), 'and Tab goes on from there');

    await page.goto(`${address}/customers`);
    await settled(page);
    await tabTo(page, 'button.search-open');
    assert.ok(await outlined(page), 'the focus is seen');
    await page.keyboard.press('Enter');
    await page.locator('#palette[open] .item[aria-selected=true]').waitFor();
    assert.ok(await focused(page, '#palette input'), 'one can type at once');
    await page.keyboard.press('ArrowDown');
    const chosen = await page.locator('#palette .item').evaluateAll((all) => all.findIndex((one) => one.getAttribute('aria-selected') === 'true'));
    assert.equal(chosen, 1, 'the arrow moves down');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#palette[open]').count(), 0);
    assert.ok(await focused(page, 'button.search-open'), 'the focus returns');

    await tabTo(page, 'input[type=search]');
    await tabTo(page, 'td[data-col=name] a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/customers\/[^/?]+$/);
    await settled(page);
    await tabTo(page, '.who [data-open=note]');
    await page.keyboard.press('Enter');
    await page.locator('dialog#note[open]').waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.closest('dialog#note') !== null), 'the focus is in the dialog');
    await page.keyboard.press('Escape');
    assert.ok(await focused(page, '.who [data-open=note]'), 'and back on what opened it');
    await tabTo(page, '.who-acts details.menu > summary');
    await page.keyboard.press('Enter');
    await page.locator('.who-acts details.menu[open]').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.who-acts details.menu[open]').count(), 0, 'Escape closes a menu');
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
