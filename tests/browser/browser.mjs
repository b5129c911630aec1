// A real browser: Chromium as the system has it, or as CHROMIUM names it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No visit of a test takes so long on any machine. */
const patience = 120_000;

export const sizes = { screen: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A name that is not this machine's own and leads to it all the same, as a rebound one does.
      '--host-resolver-rules=MAP desk.example 127.0.0.1',
    ],
  });

/**
 * A visitor with cookies of their own. What the browser complains of, the content security policy included, is kept in `complaints`.
 * @returns {Promise<import('playwright-core').Page & { complaints: string[] }>}
 */
export async function visit(browser, { desk, size = 'screen', scheme = 'light', session, hasScript = true, hasAxe = false, headers }) {
  const context = await browser.newContext({
    baseURL: desk,
    viewport: sizes[size],
    colorScheme: scheme,
    storageState: session,
    javaScriptEnabled: hasScript,
    isMobile: size === 'phone',
    hasTouch: size === 'phone',
    reducedMotion: 'reduce',
    extraHTTPHeaders: headers,
  });
  context.setDefaultTimeout(patience);
  if (hasAxe) {
    await context.addInitScript({ content: axe });
  }

  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => isComplaint(message, page) && page.complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.complaints.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && page.complaints.push(`request: ${request.url()} ${request.failure()?.errorText}`));
  return page;
}

/** That the page itself is a refusal is no complaint. */
const isComplaint = (message, page) => ['error', 'warning'].includes(message.type()) && message.location().url !== page.url();

/** Signs in by the desk's own form, and gives what another visitor of the same person begins with. */
export async function signIn(browser, desk, name, password) {
  const page = await visit(browser, { desk });
  await page.goto('/sign-in');
  await page.fill('#name', name);
  await page.fill('#password', password);
  await Promise.all([page.waitForURL('/'), page.click('main button[type=submit]')]);
  const session = await page.context().storageState();
  await page.context().close();
  return session;
}
