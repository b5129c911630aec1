// What people see who meet: two who decide about the same, one whose session ended, one with a forged form, one who may only look, and strangers at an open desk.
import { visit } from './browser.mjs';
import { follow, said } from './acts.mjs';

/** The one with the most support. */
const first = '[data-item] >> nth=0';

const main = (page) => page.locator('main').innerText();

/** @param {{ ann: object, ben: object, vic: object }} sessions Ann and Ben are editors, Vic is a viewer. */
export async function walkEditors(browser, desk, sessions) {
  const walks = { two: meet, ended: end, forged: forge, viewer: look, 'signed out': leave };
  const lines = [];
  for (const [walk, run] of Object.entries(walks)) {
    lines.push({ walk, ...(await run(browser, desk, sessions).catch((problem) => ({ saw: problem.message }))) });
  }

  return lines;
}

/** Ann and Ben have the same page before them; Ann is faster. */
async function meet(browser, desk, { ann, ben }) {
  const [anns, bens] = await Promise.all([ann, ben].map((session) => visit(browser, { desk, session })));
  await anns.goto('/nominations');
  await bens.goto('/nominations');
  await follow(anns, () => anns.click(`${first} >> [data-key=a]`));
  await follow(bens, () => bens.click(`${first} >> [data-key=c]`));
  const saw = await said(bens);
  const role = await bens.getAttribute('#said', 'role');
  const state = await bens.locator(`${first} >> .state`).innerText();
  await follow(anns, () => anns.click('#said button'));
  await close(anns, bens);
  return { saw, role, state };
}

/** Ben ends all of his sessions but one; a page of another is still open. */
async function end(browser, desk, { ben, again }) {
  const [old, current] = [await visit(browser, { desk, session: ben }), await visit(browser, { desk, session: again })];
  await old.goto('/nominations');
  await current.goto('/sessions');
  await follow(current, () => current.click('text=End all but this one'));
  await follow(old, () => old.click(`${first} >> [data-key=a]`));
  const [path, saw] = [new URL(old.url()).pathname, await main(old)];
  await current.goto('/nominations');
  const state = await current.locator(`${first} >> .state`).innerText();
  await close(old, current);
  return { path, saw, state };
}

/** Ann's form, with another token than the desk gave her. */
async function forge(browser, desk, { ann }) {
  const page = await visit(browser, { desk, session: ann });
  await page.goto('/nominations');
  await page.evaluate(() => document.querySelectorAll('input[name=token]').forEach((field) => (field.value = field.value.replace(/^.{8}/, 'AAAAAAAA'))));
  await follow(page, () => page.click(`${first} >> [data-key=a]`));
  const saw = await main(page);
  await page.goto('/nominations');
  const state = await page.locator(`${first} >> .state`).innerText();
  await close(page);
  return { saw, state };
}

/** Vic finds no button, makes one out of the one for signing out, and presses it. */
async function look(browser, desk, { vic }) {
  const page = await visit(browser, { desk, session: vic });
  await page.goto('/nominations');
  const buttons = await page.locator('[data-item] button, #acts').count();
  const target = await page.locator('[data-item] h2 a').first().getAttribute('href');
  await page.evaluate((path) => document.querySelector('form.visitor').setAttribute('action', `${path}/acceptance?version=1`), target);
  await follow(page, () => page.click('form.visitor button'));
  const saw = await main(page);
  await page.goto('/nominations');
  const state = await page.locator(`${first} >> .state`).innerText();
  const footer = await page.locator('footer').innerText();
  await close(page);
  return { buttons, saw, state, footer };
}

/** Ben signs out, and goes back by the browser's own button. */
async function leave(browser, desk, { again }) {
  const page = await visit(browser, { desk, session: again });
  await page.goto('/nominations');
  await follow(page, () => page.click('form.visitor button'));
  await page.goBack();
  const path = new URL(page.url()).pathname;
  await close(page);
  return { path };
}

/** At an open desk: another name that leads to this machine, and requests with a proxy's header. */
export async function walkStrangers(browser, desk) {
  const named = await visit(browser, { desk: desk.replace('127.0.0.1', 'desk.example') });
  const answer = await named.goto('/');
  const proxied = await visit(browser, { desk, headers: { 'X-Forwarded-For': '192.0.2.7' } });
  const second = await proxied.goto('/nominations');
  const lines = [
    { walk: 'foreign name', status: answer.status(), saw: await named.innerText('body') },
    { walk: 'proxy', status: second.status(), saw: await proxied.innerText('body') },
  ];
  await close(named, proxied);
  return lines;
}

const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
