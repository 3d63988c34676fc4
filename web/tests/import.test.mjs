// The import wizard: from a Persian file to a result, the same file again, back; and a file that is no table.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, languages, numbers, openBrowser, openPage, toPersianDigits } from './harness.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

// Jalali dates, Persian digits, Toman; the last row has a word where its date should be.
const sheet = (mark) => ['کد مشتری,نام,تلفن,شماره سفارش,تاریخ,مبلغ (تومان)', ...[
  [1, 'زهره آزمون‌پور', '09121110001', '1404/07/15', '1250000'],
  [1, 'زهره آزمون‌پور', '09121110001', '1404/08/20', '980000'],
  [2, 'بهمن آزمایش‌زاده', '09121110002', '1404/09/01', '450000'],
  [3, 'ترانه نمونه', '09121110003', '1404/09/02', '75000'],
  [4, 'خطا در تاریخ', '09121110004', 'دیروز', '300000'],
].map(([customer, name, phone, date, amount], at) => toPersianDigits(`آ${mark}-${customer},${name} ${mark},${phone.slice(0, 6)}${mark}${phone.slice(7)},س${mark}-${at},${date},${amount}`))].join('\n');

const csv = (text, name = 'سفارش‌ها.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function upload(page, file) {
  await page.goto(`${address}/import`);
  await page.setInputFiles('input[type=file]', file);
  await Promise.all([page.waitForLoadState('load'), page.click('main form button[type=submit]')]);
}

// Through the questions about the columns to what would happen.
async function toCheck(page) {
  const toman = page.locator('input[name=unit][value=toman]');
  if (await toman.count()) await toman.check();
  await Promise.all([page.waitForURL(/\/check$/), page.click('main form button[type=submit]')]);
  await page.locator('#outcome .lead').waitFor();
}

const startButton = (page) => page.locator('button[formaction$="/start"]');

// The five numbers of "read = imported + updated + duplicates + problems".
async function equation(page) {
  const [read, imported, updated, duplicates, problems, ...more] = numbers(await page.locator('main .card .lead', { hasText: '=' }).innerText());
  assert.deepEqual(more, []);
  assert.equal(read, imported + updated + duplicates + problems, 'no row is lost');
  return { read, imported, updated, duplicates, problems };
}

const found = async (page, name) => {
  await page.goto(`${address}/customers?q=${encodeURIComponent(name)}`);
  return page.locator('main td[data-col=name] a').allInnerTexts();
};

for (const [at, language] of languages.entries()) {
  const mark = at + 1;
  test(`${language}: a Persian file in, the same file again, and out`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await upload(page, csv(sheet(mark)));
    assert.match(page.url(), /\/map$/);
    const meanings = await page.locator('select[name^="meaning."]').evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(meanings, ['customer_id', 'name', 'phone', 'order_id', 'date', 'amount'], 'the columns are understood');
    await toCheck(page);
    assert.deepEqual(await equation(page), { read: 5, imported: 4, updated: 0, duplicates: 0, problems: 1 });
    assert.equal(await page.locator('.fix input[aria-invalid=true]').inputValue(), 'دیروز', 'the problem shows its value');
    assert.deepEqual(await found(page, `آزمون‌پور ${mark}`), [], 'a check writes nothing');
    await page.goBack();
    await page.locator('#outcome .lead').waitFor();
    await Promise.all([page.waitForURL(/\/batches\//), startButton(page).click()]);
    const batch = page.url();
    await page.locator('.alert.tone-good').waitFor();
    await page.reload();
    assert.deepEqual(await equation(page), { read: 5, imported: 4, updated: 0, duplicates: 0, problems: 1 });

    assert.deepEqual(await found(page, `آزمون‌پور ${mark}`), [`زهره آزمون‌پور ${toPersianDigits(String(mark))}`]);
    await page.locator('main td[data-col=name] a').click();
    await page.goto(`${page.url()}?tab=orders`);
    const orders = await page.locator('ul.orders').innerText();
    assert.ok(numbers(orders).includes(1250000), 'Toman were read and are shown as Toman');
    assert.ok(numbers(orders).includes(15) && numbers(orders).includes(1404), 'Jalali days stay Jalali days');

    await upload(page, csv(sheet(mark)));
    await toCheck(page);
    assert.deepEqual(await equation(page), { read: 5, imported: 0, updated: 0, duplicates: 4, problems: 1 }, 'the same file adds nothing');

    await page.goto(batch);
    await page.locator('[data-open=undo]').click();
    await page.locator('dialog#undo form button[type=submit]').click();
    await page.locator('.alert.tone-info').waitFor();
    assert.equal(await page.locator('[data-open=undo]').count(), 0, 'it cannot be undone twice');
    assert.deepEqual(await found(page, `آزمون‌پور ${mark}`), [], 'its customers are gone');
    assert.deepEqual(view.faults, []);
    await view.close();
  });

  test(`${language}: a picture named .csv is refused with one sentence`, async () => {
    const view = await openPage(browser, { language });
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    await upload(view.page, { name: 'orders.csv', mimeType: 'text/csv', buffer: png });
    const alert = view.page.locator('main [role=alert]');
    assert.equal(await alert.count(), 1);
    const said = await alert.innerText();
    assert.ok(said.length > 15 && said.length < 250 && !said.includes('⟦'), said);
    const script = language === 'en' ? /[A-Za-z]{3}/ : /[\u0600-\u06ff]{3}/;
    assert.match(said, script, 'in the language of the page');
    assert.equal(await view.page.locator('input[type=file]').count(), 1, 'another file can be chosen at once');
    await view.close();
  });

  test(`${language}: a problem row is put right in its place and comes with the rest`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await upload(page, csv(sheet(mark + 3)));
    await toCheck(page);
    assert.deepEqual(await equation(page), { read: 5, imported: 4, updated: 0, duplicates: 0, problems: 1 });
    await page.locator('.fix button[name=leave_out]').click();
    await page.locator('.fix-out summary').click();
    assert.deepEqual(await equation(page), { read: 5, imported: 4, updated: 0, duplicates: 0, problems: 1 }, 'a row left out still counts');
    await page.locator('button[name=put_back]').click();
    await page.locator('.fix input[aria-invalid=true]').fill(toPersianDigits('1404/09/03'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('.fix'));
    assert.deepEqual(await equation(page), { read: 5, imported: 5, updated: 0, duplicates: 0, problems: 0 });
    await Promise.all([page.waitForURL(/\/batches\//), startButton(page).click()]);
    await page.locator('.alert.tone-good').waitFor();

    await page.locator('a[href*="batch="]').click();
    await page.locator('.filters .chip').waitFor();
    assert.equal(await page.locator('main td[data-col=name] a').count(), 4, 'everybody of this import and nobody else');
    await page.locator('main input[type=search]').fill('خطا');
    await page.waitForFunction(() => document.querySelectorAll('#list td[data-col=name] a').length === 1);
    assert.ok(new URL(page.url()).searchParams.get('batch'), 'the import stays in the address');
    assert.deepEqual([...new URL(page.url()).searchParams].filter(([, value]) => value === ''), [], 'nothing blank does');
    await page.locator('.filters .chip').click();
    await page.waitForURL((at) => !at.searchParams.get('batch'));
    assert.deepEqual(view.faults, []);
    await view.close();
  });

  test(`${language}: cells pasted from a spreadsheet; the news comes to another page`, async () => {
    const view = await openPage(browser, { language });
    const { page } = view;
    await page.goto(`${address}/import`);
    await page.locator('.paste summary').click();
    await page.locator('.paste textarea').fill(sheet(mark + 6).split('\n').slice(0, 5).join('\n').replaceAll(',', '\t'));
    await Promise.all([page.waitForURL(/\/map$/), page.locator('.paste button[type=submit]').click()]);
    await toCheck(page);
    assert.deepEqual(await equation(page), { read: 4, imported: 4, updated: 0, duplicates: 0, problems: 0 });
    await Promise.all([page.waitForURL(/\/batches\//), startButton(page).click()]);
    const id = page.url().split('/').at(-1);
    // As if one had left while it ran.
    await page.evaluate((batch) => localStorage.setItem('imports', JSON.stringify([batch])), id);
    await page.goto(`${address}/customers`);
    const link = page.locator('.toast a[data-link]');
    await link.waitFor();
    assert.equal(await link.getAttribute('href'), `/import/batches/${id}`);
    assert.match(await page.title(), /^✓ /, 'the tab says it, too');
    await page.locator('h1').click();
    assert.doesNotMatch(await page.title(), /^✓ /);
    assert.deepEqual(view.faults, []);
    await view.close();
  });
}
