// The first minutes: an empty database, the first owner, pages without data, and signing in with a one-time link.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { emptyServer, enter, languages, link, listen, openBrowser, settled, sizes } from './harness.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const owners = { fa: ['قهوهٔ بهار', 'نگار'], ar: ['قهوة الربيع', 'نور'], en: ['Spring Coffee', 'Nora'] };
const directions = { fa: 'rtl', ar: 'rtl', en: 'ltr' };

// Pages that have nothing to show yet, and where their next step leads.
const nothingYet = {
  '/': '/import', '/customers': '/import', '/customers/duplicates': '/customers', '/ladder': '/import',
  '/insights': '/import', '/insights/retention': '/import', '/insights/rfm': '/import', '/predictions': '/import', '/models': '/import',
};

async function createOwner(page, server, language) {
  const [business, name] = owners[language];
  await page.goto(server.link);
  assert.equal(await page.evaluate(() => document.documentElement.lang), language, 'the first page speaks the language of the browser');
  await page.locator(`input[name=language][value=${language}]`).check();
  await page.fill('input[name=business]', business);
  await page.fill('input[name=name]', name);
  await page.fill('input[name=email]', 'owner@shop.example');
  await page.fill('input[name=password]', 'short');
  await page.click('main button[type=submit]');
  await page.locator('.error-text, .alert.tone-bad').first().waitFor();
  assert.equal(await page.inputValue('input[name=name]'), name, 'a refused form keeps what was typed');
  await page.fill('input[name=password]', 'two small cups of coffee');
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/first-run')), page.click('main button[type=submit]')]);
}

async function checkEmptyPages(page, server) {
  for (const [path, next] of Object.entries(nothingYet)) {
    await page.goto(server.address + path);
    await settled(page);
    const said = await page.locator('main').innerText();
    assert.ok(said.trim().length > 20, `${path} says something`);
    assert.ok(!said.includes('⟦'), `${path} is translated`);
    assert.ok(await page.locator(`main a[href^="${next}"]:visible`).count() > 0, `${path} names ${next} as the next step`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1), `${path} fits`);
  }
}

for (const language of languages) {
  test(`${language}: first run, empty pages, one-time link`, async () => {
    const server = await emptyServer();
    try {
      const context = await browser.newContext({ locale: language, viewport: sizes.wide, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await createOwner(page, server, language);
      const faults = listen(page);
      await page.goto(server.address);
      const [business, name] = owners[language];
      assert.equal(await page.evaluate(() => document.documentElement.dir), directions[language]);
      assert.ok((await page.locator('nav.side .brand').innerText()).includes(business));
      assert.ok((await page.locator('h1').innerText()).includes(name), 'the owner is greeted by name');
      assert.ok(await page.locator('.checklist li.done').count() >= 2, 'some steps of the set-up are done on arrival');
      await checkEmptyPages(page, server);
      await page.setViewportSize(sizes.phone);
      await checkEmptyPages(page, server);
      assert.deepEqual(faults, []);
      await context.close();

      const other = await browser.newContext({ locale: language });
      const guest = await other.newPage();
      await guest.goto(`${server.address}/customers`);
      assert.ok(guest.url().includes('/sign-in'), 'without a session there is only the sign-in page');
      const once = link('owner@shop.example', server.where, server.address);
      await enter(guest, once);
      assert.ok((await guest.locator('h1').innerText()).includes(name), 'the link signs in');
      await guest.locator('.top details.menu > summary').click();
      await Promise.all([guest.waitForURL(/sign-in/), guest.locator('form[action="/sign-out"] button').click()]);
      const again = await guest.goto(once);
      assert.ok(again.status() >= 400, 'a link works once');
      await guest.goto(server.link);
      assert.equal(await guest.locator('input[name=password]').count(), 0, 'so does the link of the first run');
      await other.close();
    } finally {
      await server.stop();
    }
  });
}
