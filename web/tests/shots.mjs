// Pictures of every page, to be looked at: three languages, wide and phone, light and dark.
import { join } from 'node:path';
import { address, firstCustomer, languages, openBrowser, openPage, settled } from './harness.mjs';

const folder = process.env.WAFA_SHOTS;
const only = process.env.WAFA_ONLY;
const browser = await openBrowser();

const first = await openPage(browser);
const customer = await first.page.goto(`${address}/customers?sort=value&dir=desc`).then(() => firstCustomer(first.page));
await first.close();

const pages = [
  ['today', '/'], ['customers', '/customers'], ['customer', customer], ['customer-new', '/customers/new'], ['duplicates', '/customers/duplicates'],
  ['ladder', '/ladder'], ['import', '/import'], ['overview', '/insights'], ['retention', '/insights/retention'], ['retention-weeks', '/insights/retention?period=week'],
  ['rfm', '/insights/rfm'], ['insights-value', '/insights/value'], ['insights-survival', '/insights/survival'], ['insights-compared', '/insights/survival?one=channel:اینستاگرام&other=channel:سایت'], ['predictions', '/predictions'], ['predictions-likely', '/predictions?list=likely'], ['models', '/models'], ['report-channels', '/reports/new?measure=net_minor&measure=orders&by=month&by2=channel&time=last-12-month&chart=stacked'], ['report', '/reports/new?measure=net_minor&measure=orders&measure=aov_minor&by=month&time=last-12-month&chart=bar'], ['reports', '/reports'], ['sql', '/insights/sql'],
  ['settings', '/settings'], ['team', '/settings/team'], ['keys', '/settings/keys'], ['account', '/account'], ['ui', '/ui'],
].filter(([name, path]) => path && (!only || name.includes(only)));

let count = 0;
for (const language of languages) {
  for (const phone of [false, true]) {
    for (const dark of [false, true]) {
      if (dark && language !== 'fa' && !only) continue;
      const view = await openPage(browser, { language, phone, dark });
      for (const [name, path] of pages) {
        await view.page.goto(address + path);
        await settled(view.page);
        const file = `${name}-${language}-${phone ? 'phone' : 'wide'}-${dark ? 'dark' : 'light'}.png`;
        await view.page.screenshot({ path: join(folder, file), fullPage: true });
        count += 1;
      }
      if (view.faults.length) console.log(language, phone, dark, view.faults.slice(0, 5));
      await view.close();
    }
  }
}
await browser.close();
console.log(`${count} pictures in ${folder}`);
