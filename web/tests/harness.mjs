// What the browser tests share: a Chromium that talks to nobody but the server under test, and signed-in pages.
import { createRequire } from 'node:module';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const modules = process.env.WAFA_MODULES;
const require = createRequire(join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(join(modules, 'axe-core', 'axe.min.js'), 'utf8');

export const address = process.env.WAFA_URL;
export const languages = ['fa', 'ar', 'en'];

// Without these, Chromium looks for its maker's servers at every start.
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'];

export const openBrowser = () => chromium.launch({ executablePath: process.env.WAFA_CHROMIUM, headless: true, args: flags });

export const temporary = () => {
  const folder = mkdtempSync(join(tmpdir(), 'wafa-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

// Runs a command of the program under test and returns what it printed.
export const wafa = (...words) => execFileSync(process.env.WAFA_PROGRAM, words, { encoding: 'utf8' });
const store = ['--db', process.env.WAFA_DB, '--data', process.env.WAFA_DATA];

const pathOf = (printed) => new URL(printed.trim().split(/\s+/).find((word) => word.startsWith('http'))).pathname;

// A fresh one-time link for somebody, by default the demo's owner.
export const link = (email = 'demo@wafa.example', where = store, at = address) => at + pathOf(wafa('link', ...where, email));

// A new API key of the demo shop.
export const key = (...scopes) => JSON.parse(wafa('key', 'create', ...store, '--name', 'browser test', '--scopes', scopes.join(','), '--json')).token;

// Asks the API; anything but success is an error.
export async function api(token, method, path, body) {
  const answer = await fetch(address + path, {
    method, body: body && JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

// A server of its own on an empty database, with the link of its first run.
export async function emptyServer() {
  const { folder, remove } = temporary();
  const where = ['--db', `sqlite:${folder}/wafa.sqlite`, '--data', folder];
  const child = spawn(process.env.WAFA_PROGRAM, ['serve', ...where, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const server = { where, stop: async () => { const ended = once(child, 'exit'); child.kill(); await ended; remove(); } };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = line.match(/http:\/\/\S+/)?.[0];
    if (url?.includes('/first-run/')) server.link = url;
    else if (url) server.address = url.replace(/\/$/, '');
    if (server.address && line.includes('ready')) { child.stdout.resume(); return server; }
  }
  throw new Error('the server ended without an address');
}

// Signs in with a one-time link, as the person who was sent it.
export async function enter(page, url) {
  await page.goto(url);
  await Promise.all([page.waitForURL((at) => !at.pathname.startsWith('/link')), page.locator('main form button[type=submit]').click()]);
}

// Signs in once for all files of tests and remembers the session.
export async function signIn(browser) {
  const file = join(process.env.WAFA_DATA, 'browser-session.json');
  if (existsSync(file)) {
    const known = JSON.parse(readFileSync(file, 'utf8'));
    const cookie = known.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    if ((await fetch(`${address}/account`, { headers: { cookie }, redirect: 'manual' })).status === 200) return known;
  }
  const context = await browser.newContext();
  await enter(await context.newPage(), link());
  const state = await context.storageState();
  writeFileSync(file, JSON.stringify(state));
  await context.close();
  return state;
}

// Remembers everything a page complains about: scripts, the console, the policy of what may be loaded.
export function listen(page) {
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`); });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => { if (!/ERR_ABORTED/.test(request.failure()?.errorText)) faults.push(`${request.url()} ${request.failure()?.errorText}`); });
  return faults;
}

export const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 }, small: { width: 360, height: 740 } };

// A signed-in page in a language, wide or phone, light or dark.
export async function openPage(browser, { language = 'fa', phone = false, dark = false } = {}) {
  const context = await browser.newContext({
    storageState: await signIn(browser), locale: language, reducedMotion: 'reduce', colorScheme: dark ? 'dark' : 'light',
    viewport: phone ? sizes.phone : sizes.wide, deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  const faults = listen(page);
  await page.goto(`${address}/account`);
  await speak(page, language);
  return { page, context, faults, close: () => context.close() };
}

// Chooses a language with the switch in the top bar, or in the menu of the account on a phone.
export async function speak(page, language) {
  if (await page.evaluate(() => document.documentElement.lang) === language) return;
  if ((page.viewportSize()?.width ?? 0) < 900) await page.locator('.top details.menu > summary').click();
  await page.locator(`button[name=language][value=${language}]:visible`).first().click();
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

// Numbers of a text in any digits.
export const numbers = (text) => [...latin(text).matchAll(/\d+/g)].map(([one]) => Number(one));
export const latin = (text) => text.replace(/[\u06f0-\u06f9]/g, (d) => d.codePointAt(0) - 0x6f0)
  .replace(/[\u0660-\u0669]/g, (d) => d.codePointAt(0) - 0x660).replace(/(?<=\d)[٬,](?=\d)/g, '');

// Serious accessibility faults of the page as it is now.
export async function axe(page, rules) {
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axeSource);
  const options = { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: { type: 'rule', values: rules } }) };
  const found = await page.evaluate((asked) => window.axe.run(document, asked), options);
  return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
}

// Elements that stick out of the page sideways.
export const overflowing = (page) => page.evaluate(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth + 1) return [];
  const outside = [...document.querySelectorAll('body *')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && (box.right > clientWidth + 1 || box.left < -1); });
  return [`${scrollWidth - clientWidth} px`, ...outside.slice(0, 3).map((one) => `${one.tagName}.${one.className}`)];
});

const digitsFrom = (zero) => (text) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
export const toPersianDigits = digitsFrom(0x6f0);
export const toArabicDigits = digitsFrom(0x660);

// The address of the first customer of the list that is shown.
export const firstCustomer = (page) => page.locator('main td[data-col="name"] a').first().getAttribute('href');

// Waits until the page stands: scripts run, fonts there, charts drawn, parts that load themselves loaded.
export const settled = (page) => page.waitForFunction(() => document.documentElement.dataset.ready === 'yes'
  && !document.querySelector('[hx-get][aria-busy="true"], .htmx-request')
  && [...document.querySelectorAll('[data-chart]')].every((box) => box.querySelector('canvas, svg'))
  && document.fonts.status === 'loaded');
