// Finding somebody by a phone typed in Persian digits, in the list and in the palette; her page and a note.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, api, key, languages, openBrowser, openPage, settled, toPersianDigits } from './harness.mjs';

let browser;
let token;
before(async () => { browser = await openBrowser(); token = key('customers:write', 'customers:read'); });
after(() => browser.close());

const people = {
  fa: { name: 'پگاه جستجوپذیر', phone: '09120007101' },
  ar: { name: 'ليلى المطلوبة', phone: '09120007102' },
  en: { name: 'Wilma Wanted', phone: '09120007103' },
};

async function known(person) {
  const { items } = await api(token, 'GET', `/api/v1/customers?phone=%2B98${person.phone.slice(1)}`);
  if (items.length === 0) await api(token, 'POST', '/api/v1/customers', { name: person.name, phones: [`+98${person.phone.slice(1)}`] });
}

for (const language of languages) {
  const person = people[language];
  test(`${language}: by phone in Persian digits, in the list`, async () => {
    await known(person);
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/customers`);
    await settled(page);
    await page.locator('main input[type=search]').pressSequentially(toPersianDigits(person.phone));
    const rows = page.locator('#list td[data-col=name] a');
    await page.waitForFunction(() => document.querySelectorAll('#list td[data-col=name] a').length === 1);
    assert.equal((await rows.innerText()).trim(), person.name);
    assert.equal(new URL(page.url()).searchParams.get('q'), toPersianDigits(person.phone), 'the search is in the address');
    await rows.click();
    await page.locator('h1', { hasText: person.name }).waitFor();
    assert.match((await page.locator('.who a[href^="tel:"]').getAttribute('href')), new RegExp(`98${person.phone.slice(1)}$`));
    assert.deepEqual(view.faults, []);
    await view.close();
  });

  test(`${language}: by phone in the palette, opened on a Persian keyboard; then a note`, async () => {
    await known(person);
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/insights`);
    await settled(page);
    // On a Persian layout the key of K types «ن».
    await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ن', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true })));
    await page.locator('#palette[open] input').pressSequentially(toPersianDigits(person.phone));
    const first = page.locator('#palette .item').first();
    await first.filter({ hasText: person.name }).waitFor();
    assert.equal(await first.getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: person.name }).waitFor();

    const note = `${person.name}: ${Date.now()}`;
    await page.locator('.who [data-open=note]').click();
    await page.locator('dialog#note textarea').fill(note);
    await page.locator('dialog#note button[type=submit]').click();
    await page.locator('#timeline li', { hasText: note }).waitFor();
    assert.ok((await page.locator('#timeline li').first().innerText()).includes(note), 'the newest stands first');
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
