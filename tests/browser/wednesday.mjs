// One editor's Wednesday evening, timed: opens the desk, sees what is wrong, reads six nominations, merges two, rejects one, chooses, copies into the draft,
// checks Friday's posts and changes one. Counts what the hands do: clicks, key presses, and words typed (text is typed once, whoever does it).
// node wednesday.mjs [mouse|keys]...
import { launch, signIn, visit } from './browser.mjs';
import { Desk, password } from './desk.mjs';
import { follow, goTo, said } from './acts.mjs';

/** What readers nominated beside the demonstration's, so that there are six. */
const others = [
  ['eddy', 'https://example.org/crates/eddy', 'Nela Vidmar'],
  ['tide-log-sample', 'https://example.org/crates/tide-log-sample', 'Okwu'],
  ['breakwater', 'https://example.org/crates/breakwater', 'Hedda Lie'],
];

class Hands {
  clicks = 0;
  keys = 0;
  texts = 0;

  constructor(page, byKeys) {
    this.page = page;
    this.byKeys = byKeys;
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
      await hands.click('[data-item]:has(h2:text-is("tide-log-sample")) >> [name=pick]', { leads: false });
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
      await hands.click('[data-item]:has-text("eddy") >> [name=reason]', { leads: false });
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
      await hands.goTo(friday);
      await hands.press('o', { leads: true });
      await hands.press('e');
      await hands.type('PS: tide tables are nice. ');
      await hands.press('Tab');
      await hands.press('Tab');
      await hands.press('Enter', { leads: true });
    },
  ],
];
