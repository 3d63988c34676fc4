// What the browser tests share: a Chromium that talks to nobody but the server under test, and signed-in pages.
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

// A fresh one-time link for the demo's owner.
export const link = () => {
  const out = execFileSync(process.env.WAFA_PROGRAM,
    ['link', '--db', process.env.WAFA_DB, '--data', process.env.WAFA_DATA, 'demo@wafa.example'], { encoding: 'utf8' });
  const path = new URL(out.trim().split(/\s+/).find((word) => word.startsWith('http'))).pathname;
  return address + path;
};

let state;

// Signs in once and remembers the session for every context after it.
export async function signIn(browser) {
  if (state) return state;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(process.env.WAFA_LINK);
  if (await page.locator('main form button[type=submit]').count()) {
    await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/link')), page.locator('main form button[type=submit]').first().click()]);
  }
  state = await context.storageState();
  await context.close();
  return state;
}

// A page in a language, wide or phone, light or dark. Console errors and blocked requests are collected.
export async function openPage(browser, { language = 'fa', phone = false, dark = false } = {}) {
  const storageState = await signIn(browser);
  const context = await browser.newContext({
    storageState, locale: language, reducedMotion: 'reduce', colorScheme: dark ? 'dark' : 'light',
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }, deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`); });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(`${address}/account`);
  await speak(page, language);
  return { page, context, faults, close: () => context.close() };
}

// Chooses a language the way a person does: with the switch in the top bar.
export async function speak(page, language) {
  if (await page.evaluate(() => document.documentElement.lang) === language) return;
  await page.evaluate(async (wanted) => {
    const csrf = document.querySelector('meta[name="csrf"], meta[name="csrf-token"]').content;
    await fetch('/account/language', { method: 'POST', body: new URLSearchParams({ language: wanted, csrf }), headers: { 'x-csrf-token': csrf } });
  }, language);
  await page.reload();
}

// Serious accessibility faults of the page as it is now.
export async function axe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
}

// Elements that stick out of the page sideways.
export const overflowing = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth > width + 1
    ? [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().width > width).slice(0, 3).map((e) => e.tagName + '.' + e.className)
    : [];
});

const persian = '۰۱۲۳۴۵۶۷۸۹';
export const toPersianDigits = (text) => text.replace(/\d/g, (digit) => persian[Number(digit)]);

// The address of the first customer of the list that is shown.
export const firstCustomer = (page) => page.locator('main td[data-col="name"] a').first().getAttribute('href');

// Waits until the page stands: scripts run, fonts there, charts drawn, parts that load themselves loaded.
export const settled = (page) => page.waitForFunction(() => document.documentElement.dataset.ready === 'yes'
  && !document.querySelector('[aria-busy="true"], .htmx-request')
  && [...document.querySelectorAll('[data-chart]')].every((box) => box.querySelector('canvas, svg'))
  && document.fonts.status === 'loaded');
