// One editor's Wednesday evening, timed: opens the desk, sees what is wrong, reads six nominations, merges two, rejects one, chooses, copies into the draft,
// checks Friday's posts and changes one. Counts what the hands do: clicks, key presses, and words typed (text is typed once, whoever does it).
// node wednesday.mjs [mouse|keys]...
import { launch, signIn, visit } from './browser.mjs';
import { Desk, password } from './desk.mjs';
import { follow, goTo } from './acts.mjs';

/** What readers nominated beside the demonstration's, so that there are six. */
const others = [
  ['eddy', 'https://example.org/crates/eddy', 'Nela Vidmar'],
  ['tide-log-sample', 'https://example.org/crates/tide-log-sample', 'Okwu'],
  ['breakwater', 'https://example.org/crates/breakwater', 'Hedda Lie'],
];

/** What stands in the calendar on Friday. */
const planned = 'this-week-in-rust/issue-678/x/crate/g1';

class Hands {
  clicks = 0;
  keys = 0;
  texts = 0;

  constructor(page) {
    this.page = page;
  }

  async click(where, { leads = true } = {}) {
    this.clicks++;
    await (leads ? follow(this.page, () => this.page.locator(where).first().click()) : this.page.locator(where).first().click());
  }

  async press(key, { leads = false } = {}) {
    this.keys++;
    await (leads ? follow(this.page, () => this.page.keyboard.press(key)) : this.page.keyboard.press(key));
  }

  async type(text) {
    this.texts++;
    await this.page.keyboard.type(text);
  }

  /** By `j`, counting. */
  async goTo(words) {
    const press = this.page.keyboard.press.bind(this.page.keyboard);
    this.page.keyboard.press = (key) => (this.keys++, press(key));
    await goTo(this.page, words);
    this.page.keyboard.press = press;
  }
}

/** What the evening consists of, by mouse and by keys. */
const evening = [
  ['open the desk and see what is wrong', (hands) => hands.page.goto('/'), (hands) => hands.page.goto('/')],
  ['read six nominations', (hands) => hands.click('nav >> text=Nominations'), (hands) => hands.press('2', { leads: true })],
  [
    'merge two',
    async (hands) => {
      await hands.click('[data-item]:has-text("tidelog-sample") >> [name=pick]', { leads: false });
      await hands.click('[data-item]:has(h2 :text-is("tide-log-sample")) >> [name=pick]', { leads: false });
      await hands.click('button:text-is("Merge into the first")');
    },
    async (hands) => {
      await hands.goTo('tidelog-sample');
      await hands.press('x');
      await hands.goTo('tide-log-sample');
      await hands.press('x');
      await hands.press('m', { leads: true });
    },
  ],
  [
    'reject one, with the reason',
    async (hands) => {
      await hands.click('[data-item]:has-text("eddy") >> summary:has-text("Reject")', { leads: false });
      await hands.page.waitForFunction(() => document.activeElement?.name === 'reason');
      await hands.type('Not about Rust');
      await hands.click('[data-item]:has-text("eddy") >> .reject button');
    },
    async (hands) => {
      await hands.goTo('eddy');
      await hands.press('r');
      await hands.type('Not about Rust');
      await hands.press('Enter', { leads: true });
    },
  ],
  [
    'choose the crate of the week',
    (hands) => hands.click('[data-item]:has-text("tidelog-sample") >> [data-key=c]'),
    async (hands) => {
      await hands.goTo('tidelog-sample');
      await hands.press('c', { leads: true });
    },
  ],
  [
    'copy into the draft',
    async (hands) => {
      await hands.click('text=Copy into the draft');
      await hands.click('button:text-is("Copy")', { leads: false });
    },
    async (hands) => {
      await hands.press('d', { leads: true });
      await hands.press('j');
      await hands.press('c');
    },
  ],
  ["check Friday's posts", (hands) => hands.click('nav >> text=Posts'), (hands) => hands.press('3', { leads: true })],
  [
    'change one',
    async (hands) => {
      await hands.click('.day:has-text("Fri 20 Nov") >> [data-item] >> a');
      await hands.click('#text', { leads: false });
      await hands.type('PS: tide tables are nice. ');
      await hands.click('button:text-is("Save")');
    },
    async (hands) => {
      await hands.goTo('Crate of the week on x');
      await hands.press('o', { leads: true });
      await hands.press('e');
      await hands.type('PS: tide tables are nice. ');
      await hands.press('Tab');
      await hands.press('Tab');
      await hands.press('Enter', { leads: true });
    },
  ],
];

/** Readers write more, and one post is planned for Friday. */
async function prepare(browser, desk, session) {
  const page = await visit(browser, { desk: desk.address, session });
  for (const [name, url, by] of others) {
    await page.goto('/nominations/new?kind=crate');
    await page.fill('[name=name]', name);
    await page.fill('[name=url]', url);
    await page.fill('[name=by]', by);
    await follow(page, () => page.click('form.fields button[type=submit]'));
  }

  await page.context().close();
  await desk.run('', 'posts', 'reschedule', planned, '--at', '2026-11-20T10:00');
}

async function spend(browser, way) {
  const desk = await Desk.start({ isFull: true, editors: ['ann'] });
  try {
    const session = await signIn(browser, desk.address, 'ann', password);
    await prepare(browser, desk, session);
    const page = await visit(browser, { desk: desk.address, session });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const hands = new Hands(page);
    const started = Date.now();
    for (const [what, byMouse, byKeys] of evening) {
      const [before, { clicks, keys, texts }] = [Date.now(), hands];
      await (way === 'keys' ? byKeys : byMouse)(hands);
      const said = await page.locator('#said p').allInnerTexts();
      console.log(JSON.stringify({ way, what, clicks: hands.clicks - clicks, keys: hands.keys - keys, texts: hands.texts - texts, ms: Date.now() - before, said: said[0] ?? '' }));
    }

    const copied = await page.evaluate(() => navigator.clipboard.readText());
    console.log(JSON.stringify({ way, what: 'all', clicks: hands.clicks, keys: hands.keys, texts: hands.texts, ms: Date.now() - started, copied }));
  } finally {
    await desk.stop();
  }
}

const browser = await launch();
try {
  for (const way of process.argv.length > 2 ? process.argv.slice(2) : ['mouse', 'keys']) {
    await spend(browser, way);
  }
} finally {
  await browser.close();
}
