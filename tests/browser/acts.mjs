// The main act of each page, by mouse, by mouse without a script, and by keys alone; each is taken back, so that the next finds what the one before did.
import { visit } from './browser.mjs';

/** What a page says of the last act. */
export const said = (page) => page.locator('#said p').innerText({ timeout: 3000 });

/** Does something that leads to another page, and waits for that. */
export const follow = async (page, act) => {
  await Promise.all([page.waitForEvent('load'), act()]);
};

/** The item of a list with these words. */
const item = (page, words) => page.locator('[data-item]', { hasText: words }).first();

const click = (page, words, button) => follow(page, () => item(page, words).locator(button).first().click());

/** As many `j` as it takes to come to the item. */
export async function goTo(page, words) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('j');
    if (await page.evaluate((wanted) => document.activeElement?.closest('[data-item]')?.textContent.includes(wanted), words)) {
      return;
    }
  }

  throw new Error(`j does not come to ${words}`);
}

const key = (page, letter) => follow(page, () => page.keyboard.press(letter));

const type = async (page, letter, text) => {
  await page.keyboard.press(letter);
  await page.keyboard.type(text);
  await follow(page, () => page.keyboard.press('Enter'));
};

/** A details element with a form of one field. */
const unfold = async (page, words, summary, text) => {
  const folded = item(page, words).locator('details', { has: page.locator('summary', { hasText: summary }) });
  await folded.locator('summary').click();
  await folded.locator('input[name=reason]').fill(text);
  await follow(page, () => folded.locator('button').click());
};

const takeBack = { mouse: (page) => follow(page, () => page.click('#said button')), keys: (page) => key(page, 'z') };

/** Each `[what, where, by mouse, by keys]`; what a list has no key for is reached by Tab and pressed by Enter. */
const acts = [
  ['accept', '/nominations', (page) => click(page, 'tidelog-sample', '[data-key=a]'), async (page) => (await goTo(page, 'tidelog-sample'), key(page, 'a'))],
  ['choose', '/nominations', (page) => click(page, 'tidelog-sample', '[data-key=c]'), async (page) => (await goTo(page, 'tidelog-sample'), key(page, 'c'))],
  [
    'reject',
    '/nominations',
    (page) => unfold(page, 'kelp-sample', 'Reject', 'won before'),
    async (page) => (await goTo(page, 'kelp-sample'), type(page, 'r', 'won before')),
  ],
  [
    'merge',
    '/nominations',
    async (page) => {
      await item(page, 'tidelog-sample').locator('[name=pick]').check();
      await item(page, 'kelp-sample').locator('[name=pick]').check();
      const button = page.locator('button[formaction*="/merger"]');
      (await button.isVisible()) || (await page.locator('summary', { hasText: 'Several at once' }).click());
      await follow(page, () => button.click());
    },
    async (page) => {
      await goTo(page, 'tidelog-sample');
      await page.keyboard.press('x');
      await goTo(page, 'kelp-sample');
      await page.keyboard.press('x');
      await key(page, 'm');
    },
  ],
  [
    'enter by hand',
    '/nominations/new?kind=crate',
    (page) => enter(page, (field, text) => page.fill(field, text), () => page.click('form.fields button[type=submit]')),
    (page) => enter(page, (field, text) => typeInto(page, field, text), () => page.keyboard.press('Enter')),
  ],
  [
    // The first that names the crate is the announcement.
    'stop a post',
    '/posts/list?state=held',
    (page) => click(page, 'Crate of the week', '[data-key=s]'),
    async (page) => (await goTo(page, 'Crate of the week'), key(page, 's')),
  ],
  [
    'pause an account',
    '/accounts',
    (page) => unfold(page, 'bluesky', 'Pause', 'moving house'),
    async (page) => (await goTo(page, 'bluesky'), type(page, 'p', 'moving house')),
  ],
  [
    'hold a call',
    '/calls',
    (page) => unfold(page, 'Ferrite Days', 'Hold', 'asking them'),
    async (page) => (await goTo(page, 'Ferrite Days'), type(page, 'h', 'asking them')),
  ],
  ['look for issues', '/issues', (page) => follow(page, () => page.click('[data-key=l]')), (page) => key(page, 'l')],
];

async function enter(page, fill, send) {
  await fill('[name=name]', 'eddy');
  await fill('[name=by]', 'Nela');
  await follow(page, send);
}

/** As many times Tab as it takes to come to the field. */
async function typeInto(page, field, text) {
  while (!(await page.evaluate((wanted) => document.activeElement?.matches(wanted), field))) {
    await page.keyboard.press('Tab');
  }

  await page.keyboard.type(text);
}

/** What each act says, and what taking it back does. */
export async function walkActs(browser, desk, session) {
  const lines = [];
  for (const by of ['mouse', 'mouse without a script', 'keys']) {
    const page = await visit(browser, { desk, session, hasScript: by !== 'mouse without a script' });
    for (const [act, path, mouse, keys] of acts) {
      lines.push({ act, by, ...(await tryOut(page, path, by === 'keys' ? keys : mouse, by === 'keys' ? takeBack.keys : takeBack.mouse)) });
    }

    lines.push({ act: 'complaints', by, said: page.complaints.join('\n') });
    await page.context().close();
  }

  return lines;
}

async function tryOut(page, path, act, back) {
  try {
    await page.goto(path);
    await act(page);
    const done = await said(page);
    if ((await page.locator('#said button').count()) === 0) {
      return { said: done, undone: '' };
    }

    await back(page);
    return { said: done, undone: await said(page) };
  } catch (problem) {
    return { said: `${problem.message} (on ${page.url()})` };
  }
}
