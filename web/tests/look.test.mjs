// Every page in every language: accessible wide and on a phone, light and dark; nothing sticks out, nothing is
// untranslated, digits are those of the language, the console is silent.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, axe, firstCustomer, languages, openBrowser, openPage, overflowing, settled, sizes } from './harness.mjs';

let browser;
let customer;
before(async () => {
  browser = await openBrowser();
  const { page, close } = await openPage(browser);
  await page.goto(`${address}/customers?sort=value&dir=desc`);
  customer = await firstCustomer(page);
  await close();
});
after(() => browser.close());

const pages = () => ['/', '/customers', customer, `${customer}?tab=orders`, `${customer}?tab=ladder`, `${customer}/edit`, '/customers/new',
  '/customers/duplicates', '/ladder', '/ladder/rules', '/import', '/insights', '/insights/retention', '/insights/retention?period=week', '/insights/rfm', '/insights/sql', '/reports', '/reports/new', '/predictions',
  '/predictions?list=worth', '/models', '/settings', '/settings/holidays', '/settings/team', '/settings/keys', '/account', '/account/second-factor', '/ui'];

// Texts of the page without what people typed, codes and phone numbers.
const ownText = (page) => page.evaluate(() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('bdi, .ltr, [dir=ltr], code, kbd, script, template, input, textarea, option, .seg, [hidden]')) said.push(walker.currentNode.textContent);
  }
  return said.join('\n');
});

// Digits of other languages, with a little of what stands around them.
const foreign = { fa: /.{0,15}[0-9٠-٩].{0,15}/g, ar: /.{0,15}[0-9۰-۹].{0,15}/g, en: /.{0,15}[٠-٩۰-۹].{0,15}/g };
const nativeDigits = ['/', '/ladder', '/insights', '/insights/retention', '/insights/retention?period=week', '/insights/rfm'];

async function checkWords(page, path, language, fail) {
  const root = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  if (root[0] !== language || root[1] !== (language === 'en' ? 'ltr' : 'rtl')) fail(`${path}: lang and dir are ${root}`);
  const lost = await page.content().then((html) => html.match(/.{0,40}⟦.{0,60}/g));
  if (lost) fail(`${path}: untranslated ${lost}`);
  if (!nativeDigits.includes(path)) return;
  const leaks = (await ownText(page)).match(foreign[language]);
  if (leaks) fail(`${path}: digits of another language in ${JSON.stringify(leaks.slice(0, 4))}`);
}

async function checkLook(page, path, fail) {
  for (const [size, rules] of [['wide', undefined], ['phone', undefined]]) {
    await page.setViewportSize(sizes[size]);
    for (const found of await axe(page, rules)) fail(`${path} ${size}: ${found}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const found of await axe(page, ['color-contrast'])) fail(`${path} ${size} dark: ${found}`);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  for (const size of ['phone', 'small']) {
    await page.setViewportSize(sizes[size]);
    const out = await overflowing(page);
    if (out.length > 0) fail(`${path} at ${sizes[size].width} px: ${out}`);
  }
  await page.setViewportSize(sizes.wide);
}

for (const language of languages) {
  test(`${language}: every page`, async () => {
    const view = await openPage(browser, { language });
    const { page, faults } = view;
    const failures = [];
    for (const path of pages()) {
      const answer = await page.goto(address + path);
      if (answer.status() !== 200) failures.push(`${path}: ${answer.status()}`);
      await settled(page);
      for (const fault of faults.splice(0)) failures.push(`${path}: ${fault}`);
      await checkWords(page, path, language, (text) => failures.push(text));
      await checkLook(page, path, (text) => failures.push(text));
    }
    await page.goto(`${address}/`);
    await page.keyboard.press('Control+k');
    await page.locator('#palette[open] .item').first().waitFor();
    for (const found of await axe(page)) failures.push(`palette: ${found}`);
    assert.deepEqual(failures, []);
    await view.close();
  });
}
